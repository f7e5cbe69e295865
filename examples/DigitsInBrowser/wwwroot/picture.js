// Puts pixels (red, green, blue, opacity) into a canvas of their size; the style sheet scales it.
export function paint(canvas, width, height, pixels) {
    canvas.width = width;
    canvas.height = height;
    canvas.getContext("2d").putImageData(new ImageData(new Uint8ClampedArray(pixels), width, height), 0, 0);
}
