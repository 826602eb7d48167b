/**
 * Whether this browser can encrypt sound and picture before they leave it. Told to the server at
 * every connection; apart from the video library, which is too heavy to be asked so early.
 */
export function canEncrypt(): boolean {
  const streams = "RTCRtpSender" in globalThis && "createEncodedStreams" in RTCRtpSender.prototype;
  return isSecureContext && (streams || "RTCRtpScriptTransform" in globalThis);
}
