/**
 * One connection to one opening of a room: the only place that knows livekit-client. A line is
 * used once: a move is a new line. Devices stay open from line to line: whoever opened one ends
 * it, a line never does.
 */
import type {
  LocalTrackPublication,
  Participant,
  RemoteTrack,
  Room,
  TrackPublication,
} from "livekit-client";
import type { LineKey } from "./call-key.ts";
import type { LiveKit } from "./call-kit.ts";
import { isWeak, type Quality, qualityOf, reportsOf } from "./call-quality.ts";
import { Voices } from "./call-voices.ts";
import type { LineParts } from "./call-spare.ts";

export type Source = "microphone" | "camera";

/** Shows a moving picture in an element; the answer takes it away again. */
export type Picture = (element: HTMLVideoElement) => () => void;

/** What is heard and seen of one other person. */
export type Heard = {
  readonly microphone: boolean;
  readonly speaking: boolean;
  readonly picture: Picture | null;
  /** The video server says that their line is poor. */
  readonly weak: boolean;
};

export type LineEvents = {
  /** The video server has let one in: what is offered now goes out as soon as the path stands. */
  readonly admitted: () => void;
  /** Somebody came, went, spoke, was muted: look again. */
  readonly changed: () => void;
  /** The server silenced one's own track. */
  readonly muted: (source: Source) => void;
  /** What may be sent has changed, or a track was taken off: look again at one's own. */
  readonly allowed: () => void;
  readonly reconnecting: (now: boolean) => void;
  /** The line is gone and will not come back by itself. */
  readonly ended: () => void;
};

/** `refused`: the gate said no, ask again when the server shows another view. */
export type LineFault = "refused" | "failed";

/** Milliseconds for one join, from the dial to the media path. */
const JOIN_LIMIT = 10_000;

export class Line {
  readonly #kit: LiveKit;
  readonly #room: Room;
  readonly #events: LineEvents;
  readonly #key: LineKey | null;
  readonly #pictures = new WeakMap<RemoteTrack, Picture>();
  /** Rejects when the line is over: livekit-client itself goes on waiting for ten seconds. */
  readonly #over: Promise<never>;
  readonly #voices: Voices;
  #end: () => void = () => undefined;
  #closing: Promise<void> | null = null;
  #joined = false;

  /** `host` holds the sound elements; it must stay in the page. */
  constructor(kit: LiveKit, host: HTMLElement, events: LineEvents, { room, key }: LineParts) {
    this.#kit = kit;
    this.#voices = new Voices(host, events.changed);
    this.#events = events;
    this.#key = key;
    this.#room = room;
    this.#over = new Promise((_, reject) => {
      this.#end = () => {
        reject(new Error("the line is over"));
      };
    });
    this.#over.catch(() => undefined);
    this.#listen();
    key?.worker.addEventListener("error", this.#noCipher);
  }

  /**
   * Resolves when one may publish; else with what went wrong, and the line is of no more use.
   * `encrypted` says how to send oneself.
   */
  async join(url: string, keyUrl: string, encrypted: boolean): Promise<LineFault | null> {
    const limit = setTimeout(() => void this.close(), JOIN_LIMIT);
    try {
      this.#key?.askAt(keyUrl);
      if (encrypted) await this.#room.setE2EEEnabled(true);
      // The gate puts the real token in; the seat's cookie travels by itself.
      await this.#room.connect(url, "seat", {
        maxRetries: 0,
        websocketTimeout: JOIN_LIMIT,
        peerConnectionTimeout: JOIN_LIMIT,
      });
      this.#joined = this.#closing === null;
      return this.#joined ? null : "failed";
    } catch (error) {
      const { ConnectionError, ConnectionErrorReason } = this.#kit;
      const refused =
        error instanceof ConnectionError && error.reason === ConnectionErrorReason.NotAllowed;
      return refused ? "refused" : "failed";
    } finally {
      clearTimeout(limit);
    }
  }

  /** Sends this device, in place of what was sent before. Rejects when it is not let through now. */
  async send(source: Source, media: MediaStreamTrack): Promise<void> {
    const sent = this.#sent(source);
    if (sent?.track?.mediaStreamTrack === media) {
      if (sent.isMuted) await sent.unmute();
      return;
    }
    await this.take(source);
    const sending = this.#room.localParticipant.publishTrack(media, { source: this.#name(source) });
    await Promise.race([sending, this.#over]);
  }

  /** Sends silence, so that the next `send` is heard at once. */
  async silence(source: Source): Promise<void> {
    await this.#sent(source)?.mute();
  }

  /** Sends nothing any more. */
  async take(source: Source): Promise<void> {
    const track = this.#sent(source)?.track;
    if (track !== undefined) {
      const taking = this.#room.localParticipant.unpublishTrack(track.mediaStreamTrack, false);
      await Promise.race([taking, this.#over]);
    }
  }

  heard(): ReadonlyMap<string, Heard> {
    const { Track } = this.#kit;
    const speaking = new Set(this.#room.activeSpeakers.map((one) => one.identity));
    const all = [...this.#room.remoteParticipants.values()].map((one): [string, Heard] => {
      const microphone = one.getTrackPublication(Track.Source.Microphone);
      const camera = one.getTrackPublication(Track.Source.Camera);
      const readable = this.#key !== null || camera?.isEncrypted !== true;
      const seen = camera?.isMuted === false && readable ? camera.track : undefined;
      const on = microphone?.isMuted === false;
      return [
        one.identity,
        {
          microphone: on,
          speaking: on && speaking.has(one.identity),
          picture: seen === undefined ? null : this.#picture(seen),
          weak: isWeak(qualityOf(one)),
        },
      ];
    });
    return new Map(all);
  }

  /** How loud one hears this ear, from 0 to 1. Nobody else is told. */
  setVolume(ear: string, volume: number): void {
    this.#room.remoteParticipants.get(ear)?.setVolume(volume);
  }

  ownQuality(): Quality {
    return qualityOf(this.#room.localParticipant);
  }

  reports(): ReturnType<typeof reportsOf> {
    return reportsOf(this.#room);
  }

  selfSpeaks(): boolean {
    return this.#room.localParticipant.isSpeaking;
  }

  get soundBlocked(): boolean {
    return !this.#room.canPlaybackAudio;
  }

  get soundStopped(): boolean {
    return this.#voices.stopped;
  }

  /** To be called in a press: the browser then lets sound through. */
  async hear(): Promise<void> {
    await this.#room.startAudio();
  }

  /** A speaker that is gone leaves the sound where the browser puts it. */
  async useSpeaker(device: string | null): Promise<void> {
    if (device === null) return;
    await this.#room.switchActiveDevice("audiooutput", device).catch(() => undefined);
  }

  /** Hangs up and lets go of one's own tracks without stopping them. */
  close(): Promise<void> {
    this.#end();
    this.#closing ??= this.#room.disconnect(false).finally(() => {
      this.#room.removeAllListeners();
      this.#key?.close();
    });
    return this.#closing;
  }

  /** Without the worker nothing can be sent: this line is of no use, and never sends in the clear. */
  readonly #noCipher = (): void => {
    if (this.#joined && this.#closing === null) this.#events.ended();
    else void this.close();
  };

  #name(source: Source) {
    const { Microphone, Camera } = this.#kit.Track.Source;
    return source === "microphone" ? Microphone : Camera;
  }

  #sent(source: Source): LocalTrackPublication | undefined {
    return this.#room.localParticipant.getTrackPublication(this.#name(source));
  }

  #picture(track: RemoteTrack): Picture {
    const known = this.#pictures.get(track);
    if (known !== undefined) return known;
    const made: Picture = (element) => {
      track.attach(element);
      return () => void track.detach(element);
    };
    this.#pictures.set(track, made);
    return made;
  }

  #listen(): void {
    const { RoomEvent } = this.#kit;
    const { admitted, changed, reconnecting, ended, allowed } = this.#events;
    this.#room
      .on(RoomEvent.SignalConnected, admitted)
      .on(RoomEvent.ParticipantConnected, changed)
      .on(RoomEvent.ParticipantDisconnected, () => {
        // Whoever left takes the key along: there is another one.
        void this.#key?.ask();
        changed();
      })
      .on(RoomEvent.EncryptionError, () => this.#key?.askSoon())
      .on(RoomEvent.TrackPublished, changed)
      .on(RoomEvent.TrackUnpublished, changed)
      .on(RoomEvent.TrackUnmuted, changed)
      .on(RoomEvent.ActiveSpeakersChanged, changed)
      .on(RoomEvent.ConnectionQualityChanged, changed)
      .on(RoomEvent.AudioPlaybackStatusChanged, changed)
      .on(RoomEvent.TrackSubscribed, (track: RemoteTrack, publication: TrackPublication) => {
        // Without a key it would be played as noise; it comes again in the clear, or never.
        if (publication.isEncrypted && this.#key === null) return;
        if (track.kind === this.#kit.Track.Kind.Audio) this.#voices.play(track);
        changed();
      })
      .on(RoomEvent.TrackUnsubscribed, (track: RemoteTrack) => {
        if (track.kind === this.#kit.Track.Kind.Audio) this.#voices.drop(track);
        changed();
      })
      .on(RoomEvent.TrackMuted, (publication, of: Participant) => {
        const { Track } = this.#kit;
        if (of.isLocal && publication.source === Track.Source.Microphone) {
          this.#events.muted("microphone");
        }
        if (of.isLocal && publication.source === Track.Source.Camera) this.#events.muted("camera");
        changed();
      })
      .on(RoomEvent.LocalTrackUnpublished, allowed)
      .on(RoomEvent.ParticipantPermissionsChanged, allowed)
      .on(RoomEvent.Reconnecting, () => {
        reconnecting(true);
      })
      .on(RoomEvent.Reconnected, () => {
        reconnecting(false);
      })
      .on(RoomEvent.Disconnected, () => {
        this.#end();
        if (this.#joined && this.#closing === null) ended();
      });
  }
}
