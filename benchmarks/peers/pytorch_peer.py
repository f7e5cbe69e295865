"""Measures one network in PyTorch: the same layers, batches and optimizer as the benchmarks of DeepVision.Generated.

    echo 3 | python3 pytorch_peer.py --network MnistNet --workload training --threads 2

Each line on standard input holds a number of seconds and starts one round of about that length; each round prints one
line of JSON. Before the first round every way to run the workload that PyTorch and OpenBLAS offer is tried in processes
of their own (so that peak memory is that of one way only), and the rounds use the fastest. The process ends with its
input.

    python3 pytorch_peer.py --network MnistNet --workload prediction64 --export mnist.onnx

writes the network for other runtimes, with the batch of the workload as its fixed shape.
"""

import argparse
import json
import os
import subprocess
import sys
import time

import torch
from torch import nn

BATCH = 64
CLASSES = 10


def lenet5():
    return nn.Sequential(
        nn.Conv2d(1, 6, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(400, 120), nn.ReLU(),
        nn.Linear(120, 84), nn.ReLU(),
        nn.Linear(84, CLASSES))


def mnist_net():
    return nn.Sequential(
        nn.Conv2d(1, 32, 3), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(32, 64, 3), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(1600, 128), nn.ReLU(), nn.Dropout(0.5),
        nn.Linear(128, CLASSES))


def perceptron():
    return nn.Sequential(
        nn.Flatten(),
        nn.Linear(784, 128), nn.ReLU(),
        nn.Linear(128, CLASSES))


def vgg_net():
    layers = []
    channels = 3
    for width in (64, 128, 256):
        for _ in range(2):
            layers += [nn.Conv2d(channels, width, 3, padding=1), nn.ReLU()]
            channels = width
        layers.append(nn.MaxPool2d(2))
    return nn.Sequential(
        *layers,
        nn.Flatten(),
        nn.Linear(4 * 4 * 256, 256), nn.ReLU(),
        nn.Linear(256, CLASSES))


# name: (network, shape of one image, images in the data set)
NETWORKS = {
    "LeNet5": (lenet5, (1, 28, 28), 60_000),
    "MnistNet": (mnist_net, (1, 28, 28), 60_000),
    "VggNet": (vgg_net, (3, 32, 32), 10_000),
    "Perceptron": (perceptron, (1, 28, 28), 60_000),
}

# workload: samples of one step
WORKLOADS = {"training": BATCH, "trainingstep": BATCH, "prediction64": 64, "prediction1": 1}

# OpenBLAS chooses its kernels by the processor's name, and an older one doesn't know newer processors: what it takes by
# itself can be half as fast as what it has.
CORE_TYPES = (None, "SkylakeX", "Zen", "Haswell")

CONTIGUOUS = torch.contiguous_format
CHANNELS_LAST = torch.channels_last


class TrainingStep:
    """Adam on one batch that is in memory already."""

    def __init__(self, network, shape, memory_format):
        self.model = network().to(memory_format=memory_format).train()
        self.memory_format = memory_format
        self.optimizer = torch.optim.Adam(self.model.parameters(), lr=1e-3)
        self.loss = nn.CrossEntropyLoss()
        self.inputs = self.scaled(random_images(BATCH, shape))
        self.labels = torch.randint(0, CLASSES, (BATCH,))

    def scaled(self, pixels):
        return pixels.float().div_(255).contiguous(memory_format=self.memory_format)

    def train(self, inputs, labels):
        self.optimizer.zero_grad()
        loss = self.loss(self.model(inputs), labels)
        loss.backward()
        self.optimizer.step()
        loss.item()
        return BATCH

    def step(self):
        return self.train(self.inputs, self.labels)


class Training(TrainingStep):
    """Adam on shuffled batches drawn from images kept as bytes, scaled to 0..1 batch by batch."""

    def __init__(self, network, shape, memory_format, samples):
        super().__init__(network, shape, memory_format)
        self.images = random_images(samples, shape)
        self.answers = torch.randint(0, CLASSES, (samples,))
        self.order, self.next = torch.randperm(samples), 0

    def step(self):
        if self.next + BATCH > len(self.order):
            self.order, self.next = torch.randperm(len(self.order)), 0
        chosen = self.order[self.next:self.next + BATCH]
        self.next += BATCH
        return self.train(self.scaled(self.images[chosen]), self.answers[chosen])


class Prediction:
    """Class probabilities of one batch."""

    def __init__(self, network, shape, batch, memory_format, compiled):
        model = predictor(network).to(memory_format=memory_format)
        self.inputs = random_images(batch, shape).float().div_(255).contiguous(memory_format=memory_format)
        self.batch = batch
        if compiled:
            model = torch.jit.freeze(torch.jit.trace(model, self.inputs))
        if compiled == "optimized":
            model = torch.jit.optimize_for_inference(model)
        self.model = model

    def step(self):
        with torch.no_grad():
            self.model(self.inputs)
        return self.batch


def predictor(network):
    return nn.Sequential(network(), nn.Softmax(dim=1)).eval()


def random_images(count, shape):
    return torch.randint(0, 256, (count, *shape), dtype=torch.uint8)


def candidates(workload, network, shape, samples):
    """All ways to run a workload: what each is called, and how to make it."""
    formats = (("contiguous", CONTIGUOUS), ("channels_last", CHANNELS_LAST))
    if workload == "training":
        return {f"eager {name}": lambda f=f: Training(network, shape, f, samples) for name, f in formats}
    if workload == "trainingstep":
        return {f"eager {name}": lambda f=f: TrainingStep(network, shape, f) for name, f in formats}
    modes = (("eager", None), ("jit.freeze", "frozen"), ("jit.optimize_for_inference", "optimized"))
    return {
        f"{mode} {name}": lambda f=f, compiled=compiled: Prediction(network, shape, WORKLOADS[workload], f, compiled)
        for mode, compiled in modes for name, f in formats}


def images_per_second(work, seconds):
    done = 0
    begin = time.perf_counter()
    while True:
        done += work.step()
        elapsed = time.perf_counter() - begin
        if elapsed >= seconds:
            return done / elapsed


def fastest(choices):
    """The choice that runs most images in a short trial, and how many a second."""
    speeds = {}
    for name, make in choices.items():
        try:
            work = make()
            images_per_second(work, 0.3)
            speeds[name] = images_per_second(work, 0.7)
        except RuntimeError as error:
            print(f"{name} does not run: {error}", file=sys.stderr)
    best = max(speeds, key=speeds.get)
    return {"choice": best, "speed": speeds[best]}


def product_speed():
    """Matrix products of the sizes that dense layers have, per second; 0 if they come out wrong."""
    left, right = torch.rand(BATCH, 1600), torch.rand(1600, 128)
    exact = left.double() @ right.double()
    if ((left @ right).double() - exact).abs().max() > 1e-4 * exact.abs().max():
        return {"speed": 0}
    done, begin = 0, time.perf_counter()
    while time.perf_counter() - begin < 0.3:
        left @ right
        done += 1
    return {"speed": done / 0.3}


def environment(core_type, blas_threads):
    """This process's environment with OpenBLAS told what to be."""
    variables = {name: value for name, value in os.environ.items() if not name.startswith("OPENBLAS_")}
    variables["OPENBLAS_NUM_THREADS"] = str(blas_threads)
    if core_type:
        variables["OPENBLAS_CORETYPE"] = core_type
    return variables


def ask(question, variables):
    """Runs this script once more in another environment; an answer of speed 0 if it fails, as some kernels do on some processors."""
    child = subprocess.run(
        [sys.executable, __file__, *sys.argv[1:], question],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=variables, check=False)
    return json.loads(child.stdout) if child.returncode == 0 and child.stdout else {"speed": 0}


def run_fastest(threads):
    """Tries every way in processes of its own, and turns this one into the best of them."""
    core = max(CORE_TYPES, key=lambda core_type: ask("--products", environment(core_type, blas_threads=1))["speed"])
    trials = []
    for blas_threads in sorted({1, threads}):
        variables = environment(core, blas_threads)
        trials.append((ask("--choose", variables), blas_threads, variables))
    best, blas_threads, variables = max(trials, key=lambda trial: trial[0]["speed"])
    words = f"{best['choice']}, OPENBLAS_CORETYPE={core or 'unset'}, OPENBLAS_NUM_THREADS={blas_threads}"
    os.execve(sys.executable, [sys.executable, __file__, *sys.argv[1:], "--run", best["choice"], "--words", words], variables)


def run_rounds(work, words):
    images_per_second(work, 0.5)
    print(json.dumps({"ready": f"PyTorch {torch.__version__}, {words}"}), flush=True)
    for line in sys.stdin:
        speed = images_per_second(work, float(line))
        print(json.dumps({"imagesPerSecond": speed, "peakMemoryBytes": peak_memory_bytes()}), flush=True)


def export(network, shape, batch, path):
    """Writes the network, with its softmax, as an ONNX file."""
    torch.onnx.export(predictor(network), torch.zeros(batch, *shape), path, input_names=["input"], output_names=["output"], opset_version=13)


def peak_memory_bytes():
    with open("/proc/self/status", encoding="ascii") as status:
        for line in status:
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--network", choices=NETWORKS, required=True)
    parser.add_argument("--workload", choices=WORKLOADS, required=True)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--export", metavar="FILE", help="only write the network as an ONNX file")
    # What the processes that this script starts are asked.
    parser.add_argument("--products", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--choose", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--run", help=argparse.SUPPRESS)
    parser.add_argument("--words", help=argparse.SUPPRESS)
    arguments = parser.parse_args()

    torch.manual_seed(1)
    torch.set_num_threads(arguments.threads)
    network, shape, samples = NETWORKS[arguments.network]
    if arguments.export:
        export(network, shape, WORKLOADS[arguments.workload], arguments.export)
    elif arguments.products:
        print(json.dumps(product_speed()))
    elif arguments.choose:
        print(json.dumps(fastest(candidates(arguments.workload, network, shape, samples))))
    elif arguments.run:
        run_rounds(candidates(arguments.workload, network, shape, samples)[arguments.run](), arguments.words)
    else:
        run_fastest(arguments.threads)


if __name__ == "__main__":
    main()
