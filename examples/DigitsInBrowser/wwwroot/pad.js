// A canvas to draw on with mouse, finger, pen or keyboard. Strokes are lists of x, y in turns, from 0 to 1.
export function attach(canvas, owner) {
    const strokes = [];
    const cursor = { x: 0.5, y: 0.3, isDown: false };
    const context = canvas.getContext("2d");
    let pointer = null;
    let isTold = true;
    let isTelling = false;

    // One message at a time: drawing is faster than reading.
    async function tell() {
        isTold = false;
        if (isTelling)
            return;
        isTelling = true;
        while (!isTold) {
            isTold = true;
            await owner.invokeMethodAsync("OnStrokesChanged", strokes);
            await new Promise(requestAnimationFrame);
        }
        isTelling = false;
    }

    function draw() {
        const size = canvas.clientWidth;
        const scale = window.devicePixelRatio || 1;
        if (canvas.width !== Math.round(size * scale))
            canvas.width = canvas.height = Math.round(size * scale);
        context.setTransform(canvas.width, 0, 0, canvas.height, 0, 0);
        context.clearRect(0, 0, 1, 1);
        const style = getComputedStyle(canvas);
        context.strokeStyle = context.fillStyle = style.color;
        context.lineWidth = 0.08;
        context.lineCap = context.lineJoin = "round";
        for (const stroke of strokes) {
            context.beginPath();
            context.moveTo(stroke[0], stroke[1]);
            for (let i = 0; i < stroke.length; i += 2)
                context.lineTo(stroke[i], stroke[i + 1]);
            context.stroke();
        }
        if (document.activeElement === canvas && canvas.matches(":focus-visible")) {
            context.beginPath();
            context.lineWidth = 0.008;
            context.strokeStyle = style.getPropertyValue("--accent");
            context.arc(cursor.x, cursor.y, cursor.isDown ? 0.03 : 0.05, 0, 2 * Math.PI);
            context.stroke();
        }
    }

    function place(event) {
        const box = canvas.getBoundingClientRect();
        const within = value => Math.min(Math.max(value, 0), 1);
        return [within((event.clientX - box.left) / box.width), within((event.clientY - box.top) / box.height)];
    }

    function changed() {
        draw();
        tell();
    }

    canvas.addEventListener("pointerdown", event => {
        if (pointer !== null || event.button !== 0)
            return;
        pointer = event.pointerId;
        canvas.setPointerCapture(pointer);
        cursor.isDown = false;
        strokes.push(place(event));
        changed();
    });
    canvas.addEventListener("pointermove", event => {
        if (event.pointerId !== pointer)
            return;
        for (const passed of event.getCoalescedEvents?.() ?? [event])
            strokes.at(-1).push(...place(passed));
        changed();
    });
    for (const end of ["pointerup", "pointercancel"]) {
        canvas.addEventListener(end, event => {
            if (event.pointerId === pointer)
                pointer = null;
        });
    }

    canvas.addEventListener("keydown", event => {
        const step = event.shiftKey ? 0.01 : 0.04;
        const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
        if (event.key in moves) {
            cursor.x = Math.min(Math.max(cursor.x + moves[event.key][0], 0), 1);
            cursor.y = Math.min(Math.max(cursor.y + moves[event.key][1], 0), 1);
            if (cursor.isDown)
                strokes.at(-1).push(cursor.x, cursor.y);
        } else if (event.key === " ") {
            cursor.isDown = !cursor.isDown;
            if (cursor.isDown)
                strokes.push([cursor.x, cursor.y]);
        } else if (event.key === "Backspace") {
            cursor.isDown = false;
            strokes.pop();
        } else {
            return;
        }
        event.preventDefault();
        changed();
    });
    canvas.addEventListener("focus", draw);
    canvas.addEventListener("blur", draw);
    new ResizeObserver(draw).observe(canvas);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
    draw();

    return {
        clear() {
            strokes.length = 0;
            cursor.isDown = false;
            changed();
        },
    };
}
