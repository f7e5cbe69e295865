"""Rates of 20 steps in double precision, by PyTorch's definitions of its schedulers (torch/optim/lr_scheduler.py, 2.x),
in the recursive form in which it computes them. Makes ScheduleTrajectories.cs:

    python3 schedules.py > ScheduleTrajectories.cs
"""
from math import cos, floor, pi

STEPS = 20


def chain(first, following):
    rates = [first]
    for step in range(1, STEPS):
        rates.append(following(step, rates[-1]))
    return rates


def step_lr(base, step_size, gamma):
    return chain(base, lambda e, lr: lr if e % step_size != 0 else lr * gamma)


def multi_step_lr(base, milestones, gamma):
    return chain(base, lambda e, lr: lr * gamma if e in milestones else lr)


def exponential_lr(base, gamma):
    return chain(base, lambda e, lr: lr * gamma)


def linear_lr(base, start_factor, end_factor, total):
    def following(e, lr):
        if e > total:
            return lr
        return lr * (1 + (end_factor - start_factor) / (total * start_factor + (e - 1) * (end_factor - start_factor)))
    return chain(base * start_factor, following)


def polynomial_lr(base, total, power):
    return chain(base, lambda e, lr: lr if e > total else lr * ((1 - e / total) / (1 - (e - 1) / total)) ** power)


def cosine_annealing_lr(base, t_max, eta_min):
    return chain(base, lambda e, lr: (1 + cos(pi * e / t_max)) / (1 + cos(pi * (e - 1) / t_max)) * (lr - eta_min) + eta_min)


def cosine_annealing_warm_restarts(base, t_0, t_mult, eta_min):
    rates, t_cur, t_i = [], 0, t_0
    for _ in range(STEPS):
        rates.append(eta_min + (base - eta_min) * (1 + cos(pi * t_cur / t_i)) / 2)
        t_cur += 1
        if t_cur >= t_i:
            t_cur -= t_i
            t_i *= t_mult
    return rates


def cyclic_lr(base, maximum, up, down, mode, gamma):
    total, ratio = up + down, up / (up + down)
    scales = {"triangular": lambda x, i: 1.0, "triangular2": lambda x, i: 1 / (2.0 ** (x - 1)), "exp_range": lambda x, i: gamma ** i}
    rates = []
    for e in range(STEPS):
        cycle = floor(1 + e / total)
        x = 1.0 + e / total - cycle
        factor = x / ratio if x <= ratio else (x - 1) / (ratio - 1)
        rates.append(base + (maximum - base) * factor * scales[mode](cycle, e))
    return rates


def one_cycle_lr(maximum, total, pct_start, div, final_div, anneal, three_phase):
    initial = maximum / div
    minimum = initial / final_div
    if three_phase:
        phases = [(pct_start * total - 1, initial, maximum), (2 * pct_start * total - 2, maximum, initial), (total - 1, initial, minimum)]
    else:
        phases = [(pct_start * total - 1, initial, maximum), (total - 1, maximum, minimum)]
    between = {"cos": lambda a, b, p: b + (a - b) / 2.0 * (1 + cos(pi * p)), "linear": lambda a, b, p: (b - a) * p + a}[anneal]
    rates = []
    for e in range(STEPS):
        start = 0
        for i, (end, first, second) in enumerate(phases):
            if e <= end or i == len(phases) - 1:
                rates.append(between(first, second, (e - start) / (end - start)))
                break
            start = end
    return rates


def reduce_on_plateau(base, metrics, is_max, factor, patience, threshold, cooldown, minimum):
    """The rate before each epoch; metrics[i] is what epoch i ends with."""
    rates, lr = [], base
    best, bad, cooling = (-float("inf") if is_max else float("inf")), 0, 0
    for value in metrics:
        rates.append(lr)
        if (value > best * (threshold + 1.0)) if is_max else (value < best * (1.0 - threshold)):
            best, bad = value, 0
        else:
            bad += 1
        if cooling > 0:
            cooling -= 1
            bad = 0
        if bad > patience:
            new = max(lr * factor, minimum)
            if lr - new > 1e-8:
                lr = new
            cooling, bad = cooldown, 0
    return rates


def warm_up(steps, then):
    """LambdaLR: (step + 1) / steps of the first rate, and behind the warm-up the other schedule."""
    return [then[0] * (e + 1) / steps if e < steps else then[e - steps] for e in range(STEPS)]


# Falls, stays, rises a little, falls by less than the threshold, falls.
METRICS = [1, 0.8, 0.7, 0.71, 0.7, 0.72, 0.69999, 0.73, 0.6, 0.61, 0.62, 0.6, 0.63, 0.64, 0.6, 0.59, 0.6, 0.61, 0.62, 0.63]

TRAJECTORIES = {
    "StepSchedule": step_lr(0.1, 3, 0.5),
    "MultiStepSchedule": multi_step_lr(0.1, {2, 9, 15}, 0.2),
    "ExponentialSchedule": exponential_lr(0.1, 0.9),
    "LinearSchedule": linear_lr(0.1, 1, 0.3, 20),
    "LinearSchedule over 8 steps": linear_lr(0.1, 1, 0.3, 8),
    "PolynomialSchedule of power 0.9": polynomial_lr(0.1, 20, 0.9),
    "PolynomialSchedule of power 2": polynomial_lr(0.1, 20, 2),
    "CosineSchedule": cosine_annealing_lr(0.1, 20, 0.01),
    "CosineRestartsSchedule": cosine_annealing_warm_restarts(0.1, 5, 1, 0.01),
    "CosineRestartsSchedule of longer periods": cosine_annealing_warm_restarts(0.1, 3, 2, 0),
    "CyclicSchedule": cyclic_lr(0.01, 0.1, 4, 4, "triangular", 1),
    "CyclicSchedule of halved heights": cyclic_lr(0.01, 0.1, 3, 5, "triangular2", 1),
    "CyclicSchedule of falling heights": cyclic_lr(0.01, 0.1, 3, 4, "exp_range", 0.95),
    "OneCycleSchedule": one_cycle_lr(0.1, 20, 0.3, 25, 1e4, "cos", False),
    "OneCycleSchedule along lines": one_cycle_lr(0.1, 20, 0.25, 10, 100, "linear", False),
    "OneCycleSchedule of three phases": one_cycle_lr(0.1, 20, 0.4, 25, 1e4, "cos", True),
    "ReduceOnPlateauSchedule": reduce_on_plateau(0.1, METRICS, False, 0.1, 1, 1e-4, 0, 0),
    "ReduceOnPlateauSchedule that cools down": reduce_on_plateau(0.1, METRICS, False, 0.5, 1, 1e-4, 2, 0.03),
    "ReduceOnPlateauSchedule of an accuracy": reduce_on_plateau(0.1, METRICS, True, 0.5, 2, 1e-4, 1, 0),
    "WarmUpSchedule": warm_up(5, exponential_lr(0.1, 0.8)),
}

print("namespace DeepVision.Generated.Tests.Optimizers;")
print()
print("/// <summary>Rates of 20 steps by PyTorch's definitions in double precision. Made by <c>python3 schedules.py &gt; ScheduleTrajectories.cs</c>.</summary>")
print("internal static class ScheduleTrajectories")
print("{")
print("    public static readonly double[] Metrics = [" + ", ".join(map(repr, METRICS)) + "];")
print()
print("    public static readonly Dictionary<string, double[]> Expected = new()")
print("    {")
for name, rates in TRAJECTORIES.items():
    print(f'        ["{name}"] =')
    print("        [")
    for start in range(0, STEPS, 5):
        print("            " + ", ".join(repr(rate) for rate in rates[start:start + 5]) + ",")
    print("        ],")
print("    };")
print("}")
