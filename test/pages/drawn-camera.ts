/**
 * Runs in a page before its own scripts, for pictures of the screens only: the camera gives a
 * drawn person instead of the browser's test card. Nothing else of the page is changed.
 */

type Palette = {
  readonly wall: string;
  readonly skin: string;
  readonly hair: string;
  readonly coat: string;
  /** Hair to the shoulders. */
  readonly long: boolean;
};

const PALETTES: Readonly<Record<string, Palette>> = {
  Sam: { wall: "#d8e3dc", skin: "#e2b591", hair: "#4a3428", coat: "#31576b", long: false },
  Amara: { wall: "#f0dcc4", skin: "#7d4f36", hair: "#1d1614", coat: "#b2563a", long: true },
  Dan: { wall: "#dfe1ec", skin: "#f0c8a6", hair: "#8c5a2b", coat: "#5d6f3b", long: false },
  Priya: { wall: "#d4e2ee", skin: "#b07d56", hair: "#241b1a", coat: "#6a4a7c", long: true },
};
const WIDTH = 640;
const HEIGHT = 480;
const PICTURES_PER_SECOND = 5;

function ellipse(
  brush: CanvasRenderingContext2D,
  colour: string,
  at: readonly [x: number, y: number, width: number, height: number],
): void {
  const [x, y, width, height] = at;
  brush.fillStyle = colour;
  brush.beginPath();
  brush.ellipse(x, y, width, height, 0, 0, 2 * Math.PI);
  brush.fill();
}

/** `sway` in pixels: a person never sits quite still. */
function draw(
  brush: CanvasRenderingContext2D,
  { wall, skin, hair, coat, long }: Palette,
  sway: number,
): void {
  const middle = WIDTH / 2 + sway;
  brush.fillStyle = wall;
  brush.fillRect(0, 0, WIDTH, HEIGHT);
  brush.fillStyle = "#ffffff66";
  brush.fillRect(40, 40, 130, 170);
  ellipse(brush, hair, [middle, 205, 96, long ? 150 : 90]);
  ellipse(brush, skin, [middle, 330, 40, 70]);
  ellipse(brush, coat, [middle, 540, 205, 175]);
  ellipse(brush, skin, [middle, 232, 82, 102]);
  ellipse(brush, hair, [middle, 146, 84, 40]);
  for (const eye of [-30, 30]) ellipse(brush, "#2a211d", [middle + eye, 226, 7, 8]);
  brush.strokeStyle = "#2a211d";
  brush.lineWidth = 5;
  brush.lineCap = "round";
  brush.beginPath();
  brush.arc(middle, 262, 26, 0.2 * Math.PI, 0.8 * Math.PI);
  brush.stroke();
}

function drawnStream(palette: Palette): MediaStream {
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const brush = canvas.getContext("2d");
  let count = 0;
  setInterval(() => {
    count += 1;
    if (brush !== null) draw(brush, palette, 6 * Math.sin(count / 4));
  }, 1000 / PICTURES_PER_SECOND);
  return canvas.captureStream(PICTURES_PER_SECOND);
}

/** From now on the camera of this page shows the person of this name. */
function accordDrawnCamera(name: string): void {
  const palette = PALETTES[name];
  // Only a page that was opened safely has devices, whatever the types say.
  if (palette === undefined || !("mediaDevices" in navigator)) return;
  const { mediaDevices } = navigator;
  const open = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = (constraints) =>
    constraints?.video === undefined || constraints.video === false
      ? open(constraints)
      : Promise.resolve(drawnStream(palette));
}

Object.assign(globalThis, { accordDrawnCamera });
