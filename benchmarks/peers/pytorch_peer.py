"""Measures one network in PyTorch: the same layers, batches and optimizer as the benchmarks of DeepVision.Generated.

    echo 3 | python3 pytorch_peer.py --network MnistNet --workload training --threads 2

Each line on standard input holds a number of seconds and starts one round of about that length; each round prints one
line of JSON. Before the first round every way to run the workload that PyTorch offers is tried in a process of its own
(so that peak memory is that of one way only), and the rounds use the fastest. The process ends with its input.
"""

import argparse
import json
import os
import subprocess
import sys
import time

# Several BLAS threads inside several PyTorch threads only get in each other's way; this has to be set before the import.
os.environ["OPENBLAS_NUM_THREADS"] = "1"

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
}

CONTIGUOUS = torch.contiguous_format
CHANNELS_LAST = torch.channels_last


class Training:
    """Adam on shuffled batches drawn from images kept as bytes, scaled to 0..1 batch by batch."""

    def __init__(self, network, shape, samples, memory_format):
        self.model = network().to(memory_format=memory_format).train()
        self.memory_format = memory_format
        self.optimizer = torch.optim.Adam(self.model.parameters(), lr=1e-3)
        self.loss = nn.CrossEntropyLoss()
        self.images = random_images(samples, shape)
        self.labels = torch.randint(0, CLASSES, (samples,))
        self.order, self.next = torch.randperm(samples), 0

    def step(self):
        if self.next + BATCH > len(self.order):
            self.order, self.next = torch.randperm(len(self.order)), 0
        chosen = self.order[self.next:self.next + BATCH]
        self.next += BATCH
        inputs = self.images[chosen].float().div_(255).contiguous(memory_format=self.memory_format)
        self.optimizer.zero_grad()
        loss = self.loss(self.model(inputs), self.labels[chosen])
        loss.backward()
        self.optimizer.step()
        loss.item()
        return BATCH


class Prediction:
    """Class probabilities of one batch."""

    def __init__(self, network, shape, batch, memory_format, compiled):
        model = nn.Sequential(network(), nn.Softmax(dim=1)).eval().to(memory_format=memory_format)
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


def random_images(count, shape):
    return torch.randint(0, 256, (count, *shape), dtype=torch.uint8)


def candidates(workload, network, shape, samples):
    """All ways to run a workload: what each is called, and how to make it."""
    formats = (("contiguous", CONTIGUOUS), ("channels_last", CHANNELS_LAST))
    if workload == "training":
        return {f"eager {name}": lambda f=f: Training(network, shape, samples, f) for name, f in formats}
    batch = {"prediction64": 64, "prediction1": 1}[workload]
    modes = (("eager", None), ("jit.freeze", "frozen"), ("jit.optimize_for_inference", "optimized"))
    return {
        f"{mode} {name}": lambda f=f, compiled=compiled: Prediction(network, shape, batch, f, compiled)
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
    """The name of the choice that runs most images in a short trial."""
    speeds = {}
    for name, make in choices.items():
        try:
            work = make()
            images_per_second(work, 0.3)
            speeds[name] = images_per_second(work, 0.7)
        except RuntimeError as error:
            print(f"{name} does not run: {error}", file=sys.stderr)
    return max(speeds, key=speeds.get)


def peak_memory_bytes():
    with open("/proc/self/status", encoding="ascii") as status:
        for line in status:
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--network", choices=NETWORKS, required=True)
    parser.add_argument("--workload", choices=("training", "prediction64", "prediction1"), required=True)
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--choose", action="store_true", help="only print which way is the fastest")
    arguments = parser.parse_args()

    torch.manual_seed(1)
    torch.set_num_threads(arguments.threads)
    choices = candidates(arguments.workload, *NETWORKS[arguments.network])
    if arguments.choose:
        print(fastest(choices))
        return

    choice = subprocess.run(
        [sys.executable, __file__, *sys.argv[1:], "--choose"],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, check=True).stdout.strip()
    work = choices[choice]()
    images_per_second(work, 0.5)
    print(json.dumps({"ready": f"PyTorch {torch.__version__}, {choice}"}), flush=True)
    for line in sys.stdin:
        speed = images_per_second(work, float(line))
        print(json.dumps({"imagesPerSecond": speed, "peakMemoryBytes": peak_memory_bytes()}), flush=True)


if __name__ == "__main__":
    main()
