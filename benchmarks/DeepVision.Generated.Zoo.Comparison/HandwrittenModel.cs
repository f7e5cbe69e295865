using DeepVision.Generated.Zoo.Tests;
using TorchSharp;
using static TorchSharp.torch;
using Functional = TorchSharp.torch.nn.functional;

namespace DeepVision.Generated.Zoo.Comparison;

/// <summary>
/// Networks that TorchSharp's torchvision doesn't have, in PyTorch's functions, after torchvision's Python or the paper. Each function takes
/// the next tensors of our network, so that shapes must agree on the way.
/// </summary>
internal sealed class HandwrittenModel(Network weights)
{
    private readonly Queue<ParameterTensor> _tensors = new(weights.Architecture.Parameters.OrderBy(tensor => tensor.Layer));

    /// <summary>Networks that are written here.</summary>
    public static IEnumerable<string> Names => [nameof(DenseNet121), nameof(EfficientNetB0), nameof(Fcn8s), nameof(SqueezeNet), nameof(UNetAt128)];

    /// <summary>Scores of some images, channels first.</summary>
    public Tensor Forward(Tensor images)
    {
        Tensor scores = weights.Architecture.Name switch
        {
            nameof(DenseNet121) => DenseNet(images),
            nameof(EfficientNetB0) => EfficientNet(images),
            nameof(Fcn8s) => Fcn(images),
            nameof(SqueezeNet) => Squeeze(images),
            nameof(UNetAt128) => UNet(images),
            var name => throw new ArgumentException($"{name} isn't written here.", nameof(images)),
        };
        return _tensors.Count == 0 ? scores : throw new InvalidOperationException($"Nothing reads {_tensors.Peek()}.");
    }

    private Tensor Squeeze(Tensor x)
    {
        x = Pool(Functional.relu(Convolve(x, 2, 0)));
        x = Pool(Fire(Fire(Fire(x))));
        x = Pool(Fire(Fire(Fire(Fire(x)))));
        return Functional.relu(Convolve(Fire(x), 1, 0)).mean([2, 3]);

        static Tensor Pool(Tensor x) => Functional.max_pool2d(x, 3, 2, ceil_mode: true);

        Tensor Fire(Tensor x)
        {
            x = Functional.relu(Convolve(x, 1, 0));
            Tensor ones = Functional.relu(Convolve(x, 1, 0));
            return cat([ones, Functional.relu(Convolve(x, 1, 1))], 1);
        }
    }

    private Tensor DenseNet(Tensor x)
    {
        x = Functional.max_pool2d(Functional.relu(Normalise(Convolve(x, 2, 3, hasBias: false))), 3, 2, 1);
        int[] layers = [6, 12, 24, 16];
        for (int block = 0; block < layers.Length; block++)
        {
            if (block > 0)
                x = Functional.avg_pool2d(Convolve(Functional.relu(Normalise(x)), 1, 0, hasBias: false), 2, 2);
            for (int layer = 0; layer < layers[block]; layer++)
            {
                Tensor inner = Convolve(Functional.relu(Normalise(x)), 1, 0, hasBias: false);
                x = cat([x, Convolve(Functional.relu(Normalise(inner)), 1, 1, hasBias: false)], 1);
            }
        }

        return Multiply(Functional.relu(Normalise(x)).mean([2, 3]));
    }

    private Tensor EfficientNet(Tensor x)
    {
        x = Functional.silu(Normalise(Convolve(x, 2, 1, hasBias: false)));
        (int Expansion, int Kernel, int Stride, int Filters, int Count)[] stages =
            [(1, 3, 1, 16, 1), (6, 3, 2, 24, 2), (6, 5, 2, 40, 2), (6, 3, 2, 80, 3), (6, 5, 1, 112, 3), (6, 5, 2, 192, 4), (6, 3, 1, 320, 1)];
        foreach ((int expansion, int kernel, int stride, int filters, int count) in stages)
        {
            for (int number = 0; number < count; number++)
            {
                Tensor inner = expansion == 1 ? x : Functional.silu(Normalise(Convolve(x, 1, 0, hasBias: false)));
                inner = Functional.silu(Normalise(Convolve(inner, number == 0 ? stride : 1, kernel / 2, hasBias: false, groups: inner.shape[1])));
                Tensor gate = Multiply(Functional.silu(Multiply(inner.mean([2, 3])))).sigmoid();
                inner = Normalise(Convolve(inner * gate.unsqueeze(2).unsqueeze(3), 1, 0, hasBias: false));
                x = number == 0 ? inner : x + inner;
                if (x.shape[1] != filters)
                    throw new InvalidOperationException($"{x.shape[1]} channels where torchvision has {filters}.");
            }
        }

        return Multiply(Functional.silu(Normalise(Convolve(x, 1, 0, hasBias: false))).mean([2, 3]));
    }

    private Tensor UNet(Tensor x)
    {
        Stack<Tensor> levels = [];
        for (int level = 0; level < 4; level++)
        {
            levels.Push(Pair(x));
            x = Functional.max_pool2d(levels.Peek(), 2);
        }

        x = Pair(x);
        while (levels.TryPop(out Tensor? level))
        {
            Tensor kernel = Next();
            x = Pair(cat([level, Functional.conv_transpose2d(x, kernel, Next(), [2, 2])], 1));
        }

        return Convolve(x, 1, 0);

        Tensor Pair(Tensor x) => Functional.relu(Convolve(Functional.relu(Convolve(x, 1, 1)), 1, 1));
    }

    private Tensor Fcn(Tensor x)
    {
        x = Functional.relu(Convolve(x, 1, 100));
        x = Pool(Stage(x, 1));
        x = Pool(Stage(x, 2));
        Tensor third = Pool(Stage(x, 3));
        Tensor fourth = Pool(Stage(third, 3));
        x = Pool(Stage(fourth, 3));
        x = Functional.relu(Convolve(Functional.relu(Convolve(x, 1, 0)), 1, 0));
        x = Enlarge(Convolve(x, 1, 0), 2);
        x = Enlarge(Crop(Convolve(fourth, 1, 0), 5, x.shape[2]) + x, 2);
        x = Enlarge(Crop(Convolve(third, 1, 0), 9, x.shape[2]) + x, 8);
        return Crop(x, 31, 500);

        static Tensor Pool(Tensor x) => Functional.max_pool2d(x, 2, 2, ceil_mode: true);

        static Tensor Crop(Tensor x, long start, long size) => x.narrow(2, start, size).narrow(3, start, size);

        Tensor Enlarge(Tensor x, long stride) => Functional.conv_transpose2d(x, Next(), null, [stride, stride]);

        Tensor Stage(Tensor x, int convolutions) => convolutions == 0 ? x : Stage(Functional.relu(Convolve(x, 1, 1)), convolutions - 1);
    }

    private Tensor Convolve(Tensor x, long stride, long pad, bool hasBias = true, long groups = 1)
    {
        Tensor kernel = Next();
        return Functional.conv2d(x, kernel, hasBias ? Next() : null, [stride, stride], [pad, pad], groups: groups);
    }

    private Tensor Multiply(Tensor x)
    {
        Tensor matrix = Next();
        return Functional.linear(x, matrix, Next());
    }

    private Tensor Normalise(Tensor x)
    {
        (Tensor weight, Tensor bias, Tensor mean, Tensor variance) = (Next(), Next(), Next(), Next());
        return Functional.batch_norm(x, mean, variance, weight, bias, training: false, eps: 1e-5);
    }

    private Tensor Next()
    {
        ParameterTensor next = _tensors.Dequeue();
        return tensor(weights.GetLayer(next.Layer)[FormulaWeights.RoleOf(next)]).reshape([.. next.Shape.Select(extent => (long)extent)]);
    }
}
