using System.Globalization;

namespace DeepVision.Generated.Oracle.Chains;

/// <summary>Draws legal chains. They are small, so that hundreds take minutes, and odd, because that is where mistakes live.</summary>
internal sealed class RandomChain
{
    // Of one sample: keeps libtorch and the compiler quick.
    private const long LargestWork = 2_000_000;
    private const int LargestOutput = 12_000;

    private static readonly int[] s_channels = [1, 2, 3, 4, 5, 6, 8, 12, 15, 16, 17, 20, 24, 31, 32, 33, 48, 64];
    private static readonly int[] s_sides = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 20, 23];

    private readonly Random _random;
    private readonly List<ChainLayer> _layers = [];
    private readonly SampleShape _input;
    private SampleShape _shape;

    private RandomChain(Random random)
    {
        _random = random;
        _input = _shape = Chance(0.85) ? SampleShape.Image(Side(), Side(), Chance(0.5) ? random.Next(1, 5) : Pick(s_channels))
            : Chance(0.4) ? SampleShape.Sequence(random.Next(1, 12), random.Next(1, 20))
            : SampleShape.Vector(random.Next(1, 70));
    }

    /// <summary>The chain of this number: the same for the same seed, whatever other chains are drawn.</summary>
    public static Chain Draw(int seed, int number) => new RandomChain(new Random(unchecked(seed * 1_000_003 + number))).Build(number);

    private Chain Build(int number)
    {
        for (int left = _random.Next(1, 7); left > 0 && _shape.Rank == 3; left--)
            AddToImage();
        if (_shape.Rank == 2)
            AddToSequence();

        bool endsAsImage = _shape.Rank > 1 && Chance(0.06);
        if (!endsAsImage)
            AddVectorPart();
        // A loss alone is no network.
        if (_layers.Count == 0)
            AddElementwise();
        ChainLoss loss = DrawLoss();
        return new Chain(number, _input, Winograd: !Chance(0.15), _layers, loss);
    }

    private void AddVectorPart()
    {
        if (_shape.Rank > 1 || Chance(0.05))
            Add(_shape.Rank == 3 && Chance(0.35) ? new GlobalAveragePoolingLayer(_shape) : new FlattenLayer(_shape));
        for (int left = _random.Next(0, 4); left > 0; left--)
        {
            if (Chance(0.5))
                AddDense(_random.Next(1, 40));
            else
                AddElementwise();
        }
    }

    private void AddToImage()
    {
        double draw = _random.NextDouble();
        if (draw < 0.55)
        {
            AddConvolution(isDepthwise: Chance(0.2));
            if (Chance(0.25))
                AddBatchNorm();
            if (Chance(0.6))
                AddActivation();
            if (Chance(0.4))
                AddPooling(isMax: Chance(0.7));
        }
        else if (draw < 0.75)
            AddPooling(isMax: Chance(0.6));
        else
            AddElementwise();
    }

    private void AddToSequence()
    {
        for (int left = _random.Next(0, 3); left > 0; left--)
            AddElementwise();
    }

    private void AddElementwise()
    {
        double draw = _random.NextDouble();
        if (draw < 0.5)
            AddActivation();
        else if (draw < 0.75 && _shape.Rank != 2)
            AddBatchNorm();
        else if (draw < 0.92)
        {
            float rate = Pick(0f, 0.1f, 0.25f, 0.5f, 0.8f);
            Add(new DropoutLayer($"Dropout({Show(rate)})", _shape, rate));
        }
        else
            Add(new SoftmaxLayer(_shape));
    }

    private void AddConvolution(bool isDepthwise)
    {
        (int height, int width) = Sizes(1, 2, 2, 3, 3, 3, 3, 4, 5, 7);
        List<string> options = [];
        (int, int) stride = Axes(options, "Stride", Chance(0.7) ? 1 : _random.Next(2, 4)), dilation = Axes(options, "Dilation", Chance(0.85) ? 1 : _random.Next(2, 4));
        (Window rows, Window columns) = Place(height, width, stride, dilation, options, largestPad: 3, mayCeil: false);
        if (!rows.Fits || !columns.Fits)
            return;

        int filters = Pick(s_channels), groups = 1;
        if (isDepthwise)
        {
            int multiplier = Chance(0.6) ? 1 : _random.Next(2, 4);
            (filters, groups) = (_shape.Channels * multiplier, _shape.Channels);
            if (multiplier > 1)
                options.Add($"DepthMultiplier = {multiplier}");
        }
        else if (Chance(0.15))
        {
            int[] divisors = [.. Enumerable.Range(1, _shape.Channels).Where(divisor => _shape.Channels % divisor == 0)];
            groups = Pick(divisors);
            filters = groups * _random.Next(1, 1 + Math.Max(1, 48 / groups));
            if (groups > 1)
                options.Add($"Groups = {groups}");
        }

        WeightOptions weights = DrawWeightOptions(options);
        string size = height == width ? $"{height}" : $"{height}, {width}";
        string text = isDepthwise ? Attribute("DepthwiseConv2D", [size, .. options]) : Attribute("Conv2D", [$"{filters}", size, .. options]);
        ConvolutionLayer layer = new(text, _shape, filters, rows, columns, groups, weights);
        long work = (long)layer.Output.Length * height * width * (_shape.Channels / groups);
        if (work <= LargestWork && layer.Output.Length <= LargestOutput)
            Add(layer);
    }

    private void AddPooling(bool isMax)
    {
        (int height, int width) = Sizes(1, 2, 2, 2, 2, 3, 3, 4, 5);
        List<string> options = [];
        (int, int) stride = Chance(0.6) ? (height, width) : Axes(options, "Stride", _random.Next(1, 4), mayLeaveOut: false);
        (Window rows, Window columns) = Place(height, width, stride, (1, 1), options, largestPad: Math.Min(height, width) / 2, mayCeil: true);
        if (!rows.Fits || !columns.Fits)
            return;
        string text = Attribute(isMax ? "MaxPool2D" : "AvgPool2D", [height == width ? $"{height}" : $"{height}, {width}", .. options]);
        bool isSame = options.Contains("Padding = Padding.Same");
        Add(new PoolingLayer(text, _shape, isMax, rows, columns, CountsPadding: !isSame));
    }

    /// <summary>A number for rows and columns, seldom another one for columns; the option says it, unless it is 1 and may be left out.</summary>
    private (int Rows, int Columns) Axes(List<string> options, string option, int rows, bool mayLeaveOut = true)
    {
        int columns = Chance(0.15) ? _random.Next(1, 4) : rows;
        if (rows != columns)
            options.Add($"{option}s = [{rows}, {columns}]");
        else if (rows != 1 || !mayLeaveOut)
            options.Add($"{option} = {rows}");
        return (rows, columns);
    }

    private (Window Rows, Window Columns) Place(
        int height, int width, (int Rows, int Columns) stride, (int Rows, int Columns) dilation, List<string> options, int largestPad, bool mayCeil)
    {
        bool ceilMode = mayCeil && Chance(0.25);
        if (ceilMode)
            options.Add("CeilMode = true");
        if (Chance(0.3))
        {
            options.Add("Padding = Padding.Same");
            return (Window.Same(_shape.Height, height, stride.Rows, dilation.Rows), Window.Same(_shape.Width, width, stride.Columns, dilation.Columns));
        }

        int pad = 0;
        if (Chance(0.3))
        {
            pad = _random.Next(0, largestPad + 1);
            options.Add($"Pad = {pad}");
        }

        return (
            Window.Padded(_shape.Height, height, stride.Rows, dilation.Rows, pad, ceilMode),
            Window.Padded(_shape.Width, width, stride.Columns, dilation.Columns, pad, ceilMode));
    }

    private void AddDense(int units)
    {
        List<string> options = [];
        WeightOptions weights = DrawWeightOptions(options);
        Add(new DenseLayer(Attribute("Dense", [$"{units}", .. options]), _shape, units, weights));
    }

    private WeightOptions DrawWeightOptions(List<string> options)
    {
        WeightOptions weights = new(Bias: !Chance(0.2), L1: Chance(0.1) ? 1e-3f : 0, L2: Chance(0.1) ? 5e-3f : 0);
        if (!weights.Bias)
            options.Add("Bias = false");
        if (weights.L1 > 0)
            options.Add($"L1 = {Show(weights.L1)}");
        if (weights.L2 > 0)
            options.Add($"L2 = {Show(weights.L2)}");
        return weights;
    }

    private void AddBatchNorm()
    {
        List<string> options = [];
        float momentum = 0.1f, epsilon = 1e-5f;
        if (Chance(0.2))
        {
            momentum = Pick(0.01f, 0.5f, 1f);
            options.Add($"Momentum = {Show(momentum)}");
        }

        if (Chance(0.2))
        {
            epsilon = Pick(1e-3f, 0.1f);
            options.Add($"Epsilon = {Show(epsilon)}");
        }

        Add(new BatchNormLayer(Attribute("BatchNorm", options), _shape, momentum, epsilon));
    }

    private void AddActivation()
    {
        Activation kind = Chance(0.5) ? Activation.ReLU : Pick(Enum.GetValues<Activation>());
        (float usual, float parameter) = kind switch
        {
            Activation.LeakyReLU => (0.01f, Pick(0.01f, 0.2f, 0f, 1.5f)),
            Activation.ELU => (1, Pick(1f, 0.3f, 2f)),
            _ => (0f, 0f),
        };
        string text = parameter != usual || (usual != 0 && Chance(0.5)) ? $"{kind}({Show(parameter)})" : kind.ToString();
        Add(new ActivationLayer(text, _shape, kind, parameter));
    }

    private ChainLoss DrawLoss()
    {
        double draw = _random.NextDouble();
        if (draw < 0.3 || (draw < 0.6 && _shape.Rank > 1))
            return DrawRegression();
        if (draw < 0.6 || _shape.Rank > 1)
        {
            if (_shape.Rank == 1 && Chance(0.7))
                AddDense(_random.Next(1, 6));
            Add(new ActivationLayer("Sigmoid", _shape, Activation.Sigmoid));
            return new BinaryCrossEntropyLoss();
        }

        bool canStay = _shape.Channels >= 2 && (_layers.Count == 0 || _layers[^1] is not SoftmaxLayer);
        if (!canStay || Chance(0.7))
            AddDense(_random.Next(2, 20));
        return DrawCrossEntropy();
    }

    private ChainLoss DrawRegression()
    {
        float delta = Pick(1f, 0.1f, 0.5f);
        return Pick<ChainLoss>(
            new SquaredErrorLoss(), new SquaredErrorLoss(), new AbsoluteErrorLoss(),
            new HuberLoss(delta == 1 ? "Huber" : $"Huber({Show(delta)})", delta));
    }

    private CrossEntropyLoss DrawCrossEntropy()
    {
        List<string> options = [];
        float smoothing = Chance(0.3) ? Pick(0.1f, 0.3f) : 0;
        if (smoothing > 0)
            options.Add($"LabelSmoothing = {Show(smoothing)}");
        float[]? weights = null;
        if (Chance(0.25))
        {
            weights = [.. Enumerable.Range(0, _shape.Channels).Select(_ => Pick(0.25f, 0.5f, 1f, 4f))];
            options.Add($"ClassWeights = [{string.Join(", ", weights.Select(Show))}]");
        }

        return new CrossEntropyLoss(Attribute("SoftmaxCrossEntropy", options), smoothing, weights);
    }

    private void Add(ChainLayer layer)
    {
        _layers.Add(layer);
        _shape = layer.Output;
    }

    private int Side() => Pick(s_sides);

    private (int Height, int Width) Sizes(params ReadOnlySpan<int> choices)
    {
        int size = choices[_random.Next(choices.Length)];
        return Chance(0.75) ? (size, size) : (size, choices[_random.Next(choices.Length)]);
    }

    private bool Chance(double probability) => _random.NextDouble() < probability;

    private T Pick<T>(params ReadOnlySpan<T> choices) => choices[_random.Next(choices.Length)];

    private static string Attribute(string kind, IReadOnlyList<string> arguments) =>
        arguments.Count == 0 ? kind : $"{kind}({string.Join(", ", arguments)})";

    private static string Show(float value) => value.ToString("R", CultureInfo.InvariantCulture) + "f";
}
