"""Prints the expected numbers of PyTorchTests.cs. Needs PyTorch; the tests don't."""
import math

import torch
from torch import nn
from torch.nn import functional

torch.set_default_dtype(torch.float64)


def image(count, channels, height, width, f):
    return torch.tensor([[[[f(n, c, y, x) for x in range(width)] for y in range(height)]
                          for c in range(channels)] for n in range(count)])


def report(name, layer, channels, height, width):
    for parameter in layer.parameters():
        parameter.data = torch.tensor([math.cos(0.5 * i + 1) for i in range(parameter.numel())]).reshape(parameter.shape)
    x = image(2, channels, height, width, lambda n, c, y, x: math.sin(0.1 + n + 2 * c + 3 * y + 5 * x)).requires_grad_()
    y = layer(x)
    while y.dim() < 4:
        y = y[..., None]
    weights = image(*y.shape, lambda n, c, y, x: math.cos(0.2 + 2 * n + 3 * c + y + 0.7 * x))
    value = (y * weights).sum()
    value.backward()
    numbers = [value.item(), (x.grad * image(*x.shape, lambda n, c, y, x: math.cos(n + c + 2 * y + 3 * x))).sum().item()]
    numbers += [sum(g * math.sin(i + 1) for i, g in enumerate(parameter.grad.flatten().tolist())) for parameter in layer.parameters()]
    print(name, tuple(y.shape), ", ".join(repr(number) for number in numbers))


report("Conv stride 2, pad 1, dilation 2, groups 2", nn.Conv2d(4, 6, 3, stride=2, padding=1, dilation=2, groups=2), 4, 9, 8)
report("Conv 2x3", nn.Conv2d(3, 4, (2, 3)), 3, 5, 6)
report("Depthwise, multiplier 2", nn.Conv2d(3, 6, 3, groups=3, padding=1), 3, 5, 4)
report("MaxPool 3, stride 2, pad 1, ceil", nn.MaxPool2d(3, 2, 1, ceil_mode=True), 3, 6, 7)
report("AvgPool 3, stride 2, pad 1, ceil", nn.AvgPool2d(3, 2, 1, ceil_mode=True), 3, 6, 7)
report("AvgPool 3, stride 2, ceil", nn.AvgPool2d(3, 2, ceil_mode=True), 3, 6, 8)
report("BatchNorm", nn.BatchNorm2d(3), 3, 4, 5)
report("Flatten, Linear", nn.Sequential(nn.Flatten(), nn.Linear(24, 5)), 2, 3, 4)
report("Softmax over channels", nn.Softmax(dim=1), 3, 2, 3)
report("LeakyReLU 0.2", nn.LeakyReLU(0.2), 3, 2, 3)
report("Tanh", nn.Tanh(), 3, 2, 3)

scores = torch.tensor([[math.sin(1 + n + 2 * c) for c in range(4)] for n in range(3)], requires_grad=True)
loss = functional.cross_entropy(scores, torch.tensor([2, 0, 3]), weight=torch.tensor([0.5, 1.0, 2.0, 4.0]), label_smoothing=0.1)
loss.backward()
print("CrossEntropy", repr(loss.item()), ", ".join(repr(g) for g in scores.grad.flatten().tolist()))
