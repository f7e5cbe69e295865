"""Iterates of PyTorch's torch.optim.LBFGS with line_search_fn="strong_wolfe" in double precision, one iteration a step.
Makes LbfgsTrajectories.cs (Debian's python3-torch 1.13.1; the rules have been the same since line searches came, in 1.2):

    python3 lbfgs.py > LbfgsTrajectories.cs
"""
import torch


def rosenbrock(x):
    return (100 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2).sum()


def trajectory(start, history, steps):
    x = torch.tensor(start, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS(
        [x], lr=1, max_iter=1, tolerance_grad=0, tolerance_change=0, history_size=history, line_search_fn="strong_wolfe")

    def closure():
        optimizer.zero_grad()
        loss = rosenbrock(x)
        loss.backward()
        return loss

    for _ in range(steps):
        optimizer.step(closure)
        yield [value.item() for value in x.detach()]


def write(name, summary, points):
    print(f"    /// <summary>{summary}</summary>")
    print(f"    public static readonly double[][] {name} =")
    print("    [")
    for point in points:
        print("        [" + ", ".join(repr(value) for value in point) + "],")
    print("    ];")


print("namespace DeepVision.Generated.Tests.Optimizers.LineSearch;")
print()
print("/// <summary>Iterates that lbfgs.py has computed with PyTorch.</summary>")
print("internal static class LbfgsTrajectories")
print("{")
write("Rosenbrock", "Rosenbrock's function of two variables from (−1.2, 1), with all iterations remembered.", trajectory([-1.2, 1.0], 100, 30))
print()
write("LongRosenbrock", "That of six variables, with three iterations remembered.", trajectory([-1.2, 1.0] * 3, 3, 25))
print("}")
