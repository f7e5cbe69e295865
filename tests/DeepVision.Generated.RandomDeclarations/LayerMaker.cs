using System.Globalization;

namespace DeepVision.Generated.RandomDeclarations;

/// <summary>
/// Writes the attributes of a network: layers of all kinds with all their options, which fit each other, on inputs that are
/// small so that kernels compile quickly. Windows may be larger than the image where padding lets them.
/// </summary>
internal sealed class LayerMaker
{
    private const string Library = "global::DeepVision.Generated.";

    /// <summary>How the names of layers with weights begin.</summary>
    private static readonly string[] s_weighted = ["Conv", "DepthwiseConv2D", "SeparableConv2D", "Dense", "BatchNorm", "LayerNorm", "GroupNorm", "InstanceNorm", "LSTM", "GRU", "SimpleRNN", "MultiHeadAttention", "PositionEmbedding", "Embedding"];

    private readonly Random _random;
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _layers = [];
    private int _height;
    private int _width;
    private int _channels;
    private int _rank;
    private int _inputRank;

    private LayerMaker(Random random) => _random = random;

    /// <summary>All attributes, the network's own first.</summary>
    public static IReadOnlyList<string> Make(Random random)
    {
        LayerMaker maker = new(random);
        string network = maker.Input();
        maker.Layers();
        maker.Loss();
        maker.Freeze();
        return [network, .. maker._layers];
    }

    private string Input()
    {
        _inputRank = _rank = Chance(0.7) ? 3 : Chance(0.5) ? 2 : 1;
        (_height, _width, _channels) = (_rank == 3 ? _random.Next(1, 11) : 1, _rank > 1 ? _random.Next(1, 11) : 1, Pick([1, 2, 3, 4, 7, 8, 16, 17]));
        List<string> arguments = [Text(_channels)];
        if (_rank > 1)
            arguments.Insert(0, Text(_width));
        if (_rank > 2)
            arguments.Insert(0, Text(_height));
        if (Chance(0.1))
            arguments.Add("Winograd = false");
        if (Chance(0.2))
            arguments.Add("Profile = true");
        return Write("Network", arguments);
    }

    private void Layers()
    {
        int count = _random.Next(0, 6);
        if (_rank == 1 && Chance(0.2))
            Embedding();
        for (int i = 0; i < count; i++)
        {
            if (_channels <= 17 && Chance(0.15))
                Branches();
            else if (_rank == 3 && Chance(0.7))
                ImageLayer();
            else if (_rank == 2 && Chance(0.6))
                SequenceLayer();
            else if (_rank == 1 && Chance(0.1))
                RepeatVector(_random.Next(1, 6));
            else if (_rank == 1 && Chance(0.5))
                Dense(Pick([1, 2, 3, 15, 16, 17, 32, 40]));
            else
                AnyLayer();
        }
    }

    /// <summary>The vector that comes in holds tokens.</summary>
    private void Embedding()
    {
        int units = Pick([1, 3, 16, 17]);
        Add("Embedding", [Text(_random.Next(1, 30)), Text(units), .. Some("PaddingIndex = 0")]);
        (_width, _channels, _rank) = (_channels, units, 2);
    }

    private void RepeatVector(int steps)
    {
        Add("RepeatVector", [Text(steps)]);
        (_width, _rank) = (steps, 2);
    }

    private void ImageLayer()
    {
        switch (_random.Next(6))
        {
            case 0 or 1:
                Convolution(isDepthwise: Chance(0.25));
                break;
            case 2:
                Pooling();
                break;
            case 3:
                TransposedConvolution();
                break;
            case 4:
                PixelLayer();
                break;
            default:
                AnyLayer();
                break;
        }

        // What fuses with it.
        while (Chance(0.4))
            AnyLayer();
        if (Chance(0.3))
            Pooling();
    }

    private void SequenceLayer()
    {
        switch (_random.Next(6))
        {
            case 4:
                Add("MultiHeadAttention", [Text(Pick(Divisors(_channels))), .. Some("Causal = true", "Bias = false", "Dropout = 0.2f", "Memory = \"input\"").Where(option => _inputRank == 2 || !option.StartsWith("Memory", StringComparison.Ordinal))]);
                break;
            case 5:
                if (Chance(0.5))
                    Add("PositionEmbedding", []);
                else
                    Add("SinePositionEncoding", Some("MaxWavelength = 500"));
                break;
            case 0:
                int size = _random.Next(1, _width + 1), filters = Pick([1, 3, 16, 17]);
                Add("Conv1D", [Text(filters), Text(size), .. Some("Bias = false", "L2 = 1e-4f")]);
                (_width, _channels) = (_width - size + 1, filters);
                break;
            case 1:
                int window = _random.Next(1, _width + 1);
                Add(Pick(["MaxPool1D", "AvgPool1D"]), [Text(window)]);
                _width /= window;
                break;
            default:
                string kind = Pick(["SimpleRNN", "LSTM", "GRU"]);
                int units = Pick([1, 3, 16, 17]);
                bool returnsSequences = Chance(0.5);
                List<string> options = Some("Bias = false");
                string? mode = Chance(0.25) ? Pick(["Concat", "Sum", "Multiply", "Average"]) : null;
                if (mode is not null)
                    options.AddRange(["Bidirectional = true", $"MergeMode = {Library}MergeMode.{mode}"]);
                else if (Chance(0.3))
                    options.Add("GoBackwards = true");
                if (returnsSequences)
                    options.Add("ReturnSequences = true");
                if (kind == "SimpleRNN" && Chance(0.5))
                    options.Add($"Nonlinearity = {Library}Nonlinearity.ReLU");
                if (Chance(0.3))
                    options.Add("TruncatedBackpropagationSteps = " + Text(_random.Next(_width + 1)));
                Add(kind, [Text(units), .. options]);
                _channels = mode == "Concat" ? 2 * units : units;
                if (!returnsSequences)
                    (_width, _rank) = (1, 1);
                break;
        }
    }

    private void AnyLayer()
    {
        switch (_random.Next(_rank == 2 ? 8 : 10))
        {
            case 0 or 1:
                Add("ReLU", []);
                break;
            case 2:
                Add("LeakyReLU", Chance(0.3) ? [] : [Pick(["0f", "0.2f", "1f", "1.5f", "1e-10f", "1e10f"])]);
                break;
            case 3:
                if (Chance(0.2))
                    Add("GELU", Chance(0.5) ? [] : ["Approximate = true"]);
                else
                    Add(Pick(["Sigmoid", "Tanh", "ELU", "SiLU", "ReLU6", "SELU", "Mish", "HardSwish", "HardSigmoid", "HardTanh", "Softplus", "Softsign"]), []);
                break;
            case 4:
                Add("Dropout", [Pick(["0f", "0.5f", "0.99f"])]);
                break;
            case 5:
                if (Chance(0.5))
                    Add("PReLU", Chance(0.5) ? [] : [Pick(["0f", "-0.5f"])]);
                else
                    Add(Pick(["Softmax", "LogSoftmax", "Tanh"]), []);
                break;
            case 6:
                Add("GaussianNoise", [Pick(["0f", "0.1f"])]);
                break;
            case 7:
                Add(Pick(["LayerNorm", "L2Normalize"]), Some("Epsilon = 1e-3f"));
                break;
            case 8:
                Add("GroupNorm", [Text(Pick(Divisors(_channels))), .. Some("Epsilon = 1e-3f")]);
                break;
            default:
                Add("BatchNorm", Some("Momentum = 1f", "Epsilon = 1e-3f"));
                break;
        }

        if (Chance(0.1))
            _layers.Add(Write("ActivityPenalty", [Pick(["L1 = 0.01f", "L2 = 0.1f", "L1 = 1e-10f, L2 = 1e10f"])]));
    }

    /// <summary>Two paths or three, at most one of them without layers, and a join; or a gate of what stands here.</summary>
    private void Branches()
    {
        string join = _rank == 2 && Chance(0.3) ? "ScaledDotProductAttention" : Pick(["Add", "Average", "Maximum", "Multiply", "Concat"]);
        int paths = _random.Next(2, 4);
        for (int path = 0; path < paths; path++)
        {
            _layers.Add(Write("Branch", []));
            if (path > 0 || Chance(0.5))
                AnyLayer();
        }

        Add(join, join == "ScaledDotProductAttention" ? [$"Heads = {Text(Pick(Divisors(_channels)))}", .. Some("Causal = true", "Dropout = 0.2f")] : []);
        if (join == "Concat")
            _channels *= paths;
        if (_rank < 3 || Chance(0.7))
            return;
        _layers.AddRange([Write("Branch", []), Write("Branch", [])]);
        if (Chance(0.5))
            _layers.AddRange([Write("GlobalAvgPool2D", []), Write("Dense", [Text(_channels)])]);
        else
            _layers.Add(Write("Conv2D", ["1", "1"]));
        Add("Multiply", []);
    }

    private void Convolution(bool isDepthwise)
    {
        (int height, int width) = (Pick([1, 2, 3, 3, 3, 5, 12]), Pick([1, 2, 3, 3, 3, 5, 12]));
        if (Chance(0.6))
            width = height;
        (string? padding, int pad) = Padding(3);
        List<string> options = Some("Bias = false", "L1 = 0.1f", "L2 = 1e-4f", "MaxNorm = 2f", "NonNegative = true", $"Initializer = {Library}Initializer.{Pick(Enum.GetNames<Initializer>())}");
        (int Rows, int Columns) stride = Axes(options, "Stride", Pick([1, 1, 1, 2, 3]), 3), dilation = Axes(options, "Dilation", Pick([1, 1, 1, 2]), 2);
        if (padding is not null)
            options.Add(padding);

        // A window that doesn't fit shrinks; a network that is too small for its layers has other tests.
        while (pad >= 0 && (height - 1) * dilation.Rows + 1 > _height + 2 * pad)
            height--;
        while (pad >= 0 && (width - 1) * dilation.Columns + 1 > _width + 2 * pad)
            width--;
        List<string> arguments = [.. Chance(0.5) && height == width ? new[] { Text(height) } : [Text(height), Text(width)]];
        int filters = Pick([1, 2, 3, 4, 8, 16, 17, 32]);
        string kind = isDepthwise ? "DepthwiseConv2D" : "Conv2D";
        if (isDepthwise)
        {
            int multiplier = Pick([1, 1, 2, 3]);
            if (multiplier != 1)
                options.Add("DepthMultiplier = " + Text(multiplier));
            filters = _channels * multiplier;
        }
        else
        {
            arguments.Insert(0, Text(filters));
            if (Chance(0.15))
                kind = "SeparableConv2D";
            else if (Chance(0.3))
                options.Add("Groups = " + Text(Pick(Divisors(_channels, filters))));
        }

        Add(kind, [.. arguments, .. options]);
        _height = Output(_height, height, stride.Rows, dilation.Rows, pad, false);
        _width = Output(_width, width, stride.Columns, dilation.Columns, pad, false);
        _channels = filters;
    }

    private void TransposedConvolution()
    {
        (int height, int width) = (Pick([1, 2, 3, 3, 4]), Pick([1, 2, 3, 3, 4]));
        List<string> options = Some("Bias = false", "L2 = 1e-4f", "UnitNorm = true", "NonNegative = true");
        // Images grow; later layers should stay small.
        (int Rows, int Columns) stride = Math.Max(_height, _width) > 10 ? (1, 1) : Axes(options, "Stride", Pick([1, 1, 2, 2, 3]), 3), dilation = Axes(options, "Dilation", Pick([1, 1, 2]), 2);
        (string? padding, int pad) = Padding(Math.Min((height - 1) * dilation.Rows, (width - 1) * dilation.Columns) / 2);
        (int below, int right) = (_random.Next(Math.Max(stride.Rows, dilation.Rows)), _random.Next(Math.Max(stride.Columns, dilation.Columns)));
        if (pad < 0)
            (below, right) = (0, 0);
        int filters = Pick([1, 2, 3, 8, 16, 17]);
        if (padding is not null)
            options.Add(padding);
        if (below > 0 || right > 0)
            options.Add(below == right ? "OutputPadding = " + Text(below) : $"OutputPaddings = new[] {{ {Text(below)}, {Text(right)} }}");
        if (Chance(0.3))
            options.Add("Groups = " + Text(Pick(Divisors(_channels, filters))));
        Add("ConvTranspose2D", [Text(filters), Text(height), Text(width), .. options]);
        int Enlarged(int input, int size, int stride, int dilation, int more) => pad < 0 ? input * stride : (input - 1) * stride - 2 * pad + (size - 1) * dilation + 1 + more;
        _height = Enlarged(_height, height, stride.Rows, dilation.Rows, below);
        _width = Enlarged(_width, width, stride.Columns, dilation.Columns, right);
        _channels = filters;
    }

    /// <summary>What moves pixels, or works on images alone.</summary>
    private void PixelLayer()
    {
        switch (_random.Next(8))
        {
            case 0:
                (int top, int left, int bottom, int right) = (_random.Next(3), _random.Next(3), _random.Next(3), _random.Next(3));
                Add("ZeroPad2D", [Text(top), Text(left), Text(bottom), Text(right)]);
                (_height, _width) = (_height + top + bottom, _width + left + right);
                break;
            case 1:
                (int above, int before) = (_random.Next(_height), _random.Next(_width));
                Add("Crop2D", [Text(above), Text(before), "0", "0"]);
                (_height, _width) = (_height - above, _width - before);
                break;
            case 2 when Math.Max(_height, _width) <= 10:
                (int vertical, int horizontal) = (_random.Next(1, 4), _random.Next(1, 4));
                Add("Upsample2D", [Text(vertical), Text(horizontal), .. Some($"Interpolation = {Library}Interpolation.Bilinear")]);
                (_height, _width) = (_height * vertical, _width * horizontal);
                break;
            case 3:
                Add("Reshape", [Text(_width), Text(_height), Text(_channels)]);
                (_height, _width) = (_width, _height);
                break;
            case 4:
                Add("LocalResponseNorm", [Text(Pick([1, 2, 3, 5])), .. Some("Alpha = 1f", "Beta = 0.5f", "K = 2f")]);
                break;
            case 5 or 6:
                MovedChannels();
                break;
            default:
                if (Chance(0.5))
                    Add("SpatialDropout2D", [Pick(["0f", "0.5f"])]);
                else
                    Add("InstanceNorm", []);
                break;
        }
    }

    /// <summary>What moves values between channels and pixels.</summary>
    private void MovedChannels()
    {
        int factor = _random.Next(1, 4), block = factor * factor;
        if (Chance(0.5) && _channels % block == 0 && Math.Max(_height, _width) <= 10)
        {
            Add("PixelShuffle", [Text(factor), .. Some("BlockMajor = true")]);
            (_height, _width, _channels) = (_height * factor, _width * factor, _channels / block);
        }
        else if (Chance(0.5) && _height % factor == 0 && _width % factor == 0 && _channels <= 20)
        {
            Add("PixelUnshuffle", [Text(factor), .. Some("BlockMajor = true")]);
            (_height, _width, _channels) = (_height / factor, _width / factor, _channels * block);
        }
        else if (Chance(0.5))
        {
            Add("ChannelShuffle", [Text(_channels % factor == 0 ? factor : _channels)]);
        }
        else
        {
            int first = _random.Next(_channels);
            _channels = _random.Next(1, _channels - first + 1);
            Add("SliceChannels", [Text(first), Text(_channels)]);
        }
    }

    private void Pooling()
    {
        (int height, int width) = (Pick([1, 2, 2, 2, 3, 4]), Pick([1, 2, 2, 2, 3, 4]));
        if (Chance(0.8))
            width = height;
        (string? padding, int pad) = Padding(Math.Min(height, width) / 2);
        while (pad >= 0 && height > _height + 2 * pad)
            height--;
        while (pad >= 0 && width > _width + 2 * pad)
            width--;
        if (pad > Math.Min(height, width) / 2)
            (padding, pad) = (null, 0);
        (height, width) = pad == 0 ? (Math.Min(height, _height), Math.Min(width, _width)) : (height, width);
        bool ceil = Chance(0.2);
        List<string> options = [.. height == width ? new[] { Text(height) } : [Text(height), Text(width)]];
        (int Rows, int Columns) stride = Chance(0.5) ? (height, width) : Axes(options, "Stride", Pick([1, 2, 3]), 3, mayLeaveOut: false);
        if (padding is not null)
            options.Add(padding);
        if (ceil)
            options.Add("CeilMode = true");
        Add(Chance(0.7) ? "MaxPool2D" : "AvgPool2D", options);
        (_height, _width) = (Output(_height, height, stride.Rows, 1, pad, ceil), Output(_width, width, stride.Columns, 1, pad, ceil));
    }

    private void Dense(int units)
    {
        Add("Dense", [Text(units), .. Some("Bias = false", "L1 = 0.1f", "L2 = 1e-4f", $"Initializer = {Library}Initializer.{Pick(Enum.GetNames<Initializer>())}")]);
        _channels = units;
    }

    private void Loss()
    {
        if (_rank == 3 && _height * _width > 1 && Chance(0.15))
        {
            PixelLoss(Pick([2, 3, 16, 17]));
            return;
        }

        string loss = Pick(["SoftmaxCrossEntropy", "SoftmaxCrossEntropy", "MeanSquaredError", "MeanAbsoluteError", "Huber", "BinaryCrossEntropy", "LogCosh", "Poisson", "Hinge", "SquaredHinge", "PerceptronCriterion",
            "CosineSimilarity", "BinaryFocalCrossEntropy", "Dice", "SoftmaxFocalCrossEntropy", "KLDivergence", "Contrastive", "Triplet"]);
        bool isBinary = loss is "BinaryCrossEntropy" or "BinaryFocalCrossEntropy" or "Dice";
        bool isRegression = !isBinary && loss is not ("SoftmaxCrossEntropy" or "SoftmaxFocalCrossEntropy" or "KLDivergence" or "Contrastive" or "Triplet");
        if (!isRegression || Chance(0.7))
        {
            if (_rank == 3 && Chance(0.3))
                Add(Pick(["GlobalAvgPool2D", "GlobalMaxPool2D"]), []);
            else if (_rank > 1)
                Add("Flatten", []);
            if (_rank > 1)
                (_height, _width, _channels, _rank) = (1, 1, _layers[^1].Contains("Flatten", StringComparison.Ordinal) ? _height * _width * _channels : _channels, 1);
        }

        if (isRegression)
        {
            _layers.Add(Write(loss, [.. loss == "Huber" && Chance(0.5) ? [Pick(["0.5f", "1e-10f", "1e10f"])] : Array.Empty<string>(), .. Some("Weight = 2")]));
            if (_rank == 1)
                AuxiliaryHeads(Pick(["MeanSquaredError", "MeanAbsoluteError", "Huber"]), _channels);
            return;
        }

        int units = isBinary ? Pick([1, 2, 17]) : Pick([2, 3, 10, 16, 17]);
        Dense(units);
        if (isBinary)
            Add("Sigmoid", []);
        if (loss == "KLDivergence")
            Add(Pick(["Softmax", "LogSoftmax"]), []);
        List<string> options = [];
        if (loss == "Triplet")
            options = Some($"Mining = {Library}TripletMining." + Pick(["BatchHard", "BatchAll", "SemiHard"]));
        if (loss is "SoftmaxCrossEntropy" or "SoftmaxFocalCrossEntropy")
        {
            options = Some("Weight = 0.5f");
            if (loss == "SoftmaxCrossEntropy")
                options.AddRange(Some("LabelSmoothing = 0.1f", "SoftTargets = true"));
            if (Chance(0.2))
                options.Add("ClassWeights = new[] { " + string.Join(", ", Enumerable.Range(1, units).Select(weight => Text(weight) + "f")) + " }");
        }

        _layers.Add(Write(loss, options));
        if (loss != "KLDivergence" && !options.Contains("SoftTargets = true"))
            AuxiliaryHeads(loss, units);
    }

    /// <summary>A class for each pixel.</summary>
    private void PixelLoss(int classes)
    {
        Add("Conv2D", [Text(classes), "1"]);
        string loss = Pick(["SoftmaxCrossEntropy", "SoftmaxFocalCrossEntropy", "Dice"]);
        List<string> options = Some("Weight = 0.5f", "IgnoredLabel = " + Pick(["255", "0", "-100"]));
        if (loss == "SoftmaxCrossEntropy")
            options.AddRange(Some("LabelSmoothing = 0.1f"));
        _layers.Add(Write(loss, options));
    }

    /// <summary>Now and then losses that only training knows, each behind a path from the input.</summary>
    private void AuxiliaryHeads(string loss, int units)
    {
        while (Chance(0.15))
        {
            _layers.Add(Write("From", ["\"input\""]));
            if (_inputRank > 1)
                Add("Flatten", []);
            Dense(units);
            if (loss is "BinaryCrossEntropy" or "BinaryFocalCrossEntropy" or "Dice")
                Add("Sigmoid", []);
            else if (Chance(0.3))
                Add("Dropout", ["0.5f"]);
            _layers.Add(Write(loss, ["TrainingOnly = true", .. Some("Weight = 0.3f", "Name = \"auxiliary\"")]));
        }
    }

    private (string? Option, int Pad) Padding(int most)
    {
        if (Chance(0.5))
            return (null, 0);
        if (Chance(0.5))
            return ($"Padding = {Library}Padding.Same", -1);
        int pad = _random.Next(0, most + 1);
        return (Chance(0.3) ? "Pads = new[] { " + string.Join(", ", Enumerable.Repeat(Text(pad), 4)) + " }" : "Pad = " + Text(pad), pad);
    }

    /// <summary>A number for rows and columns, seldom another one for columns; the option says it, unless it is 1 and may be left out.</summary>
    private (int Rows, int Columns) Axes(List<string> options, string option, int rows, int most, bool mayLeaveOut = true)
    {
        int columns = Chance(0.2) ? _random.Next(1, most + 1) : rows;
        if (rows != columns)
            options.Add($"{option}s = new[] {{ {Text(rows)}, {Text(columns)} }}");
        else if (rows != 1 || !mayLeaveOut)
            options.Add($"{option} = {Text(rows)}");
        return (rows, columns);
    }

    private static int[] Divisors(params int[] numbers) => [.. Enumerable.Range(1, 32).Where(divisor => numbers.All(number => number % divisor == 0))];

    /// <summary>Positions behind a window; a negative <paramref name="pad"/> stands for Padding.Same.</summary>
    private static int Output(int input, int size, int stride, int dilation, int pad, bool ceil)
    {
        if (pad < 0)
            return (input + stride - 1) / stride;
        int free = input + 2 * pad - (size - 1) * dilation - 1;
        int windows = free / stride + 1;
        return ceil && free % stride != 0 && windows * stride < input + pad ? windows + 1 : windows;
    }

    /// <summary>Now and then some layers are frozen, but not all that have weights.</summary>
    private void Freeze()
    {
        int[] weighted = [.. Enumerable.Range(0, _layers.Count).Where(layer => s_weighted.Any(kind => _layers[layer].StartsWith(Library + kind, StringComparison.Ordinal)))];
        if (weighted.Length < 2 || !Chance(0.2))
            return;
        int trained = Pick(weighted);
        foreach (int layer in weighted.Where(layer => layer != trained && Chance(0.5)))
            _layers[layer] = _layers[layer].EndsWith(')') ? _layers[layer][..^1] + ", Frozen = true)" : _layers[layer] + "(Frozen = true)";
    }

    private void Add(string kind, IReadOnlyList<string> arguments)
    {
        string name = Chance(0.15) ? Names.Layer(_random) : "";
        // Two layers of one name are an error; now and then there may be one.
        _layers.Add(name.Length > 0 && (_names.Add(name.Replace("_", "", StringComparison.Ordinal)) || Chance(0.1))
            ? Write(kind, [.. arguments, "Name = \"" + name + "\""])
            : Write(kind, arguments));
    }

    private string Write(string kind, IReadOnlyList<string> arguments) =>
        Library + kind + (arguments.Count == 0 ? "" : "(" + string.Join(", ", arguments) + ")");

    private List<string> Some(params string[] options) => [.. options.Where(_ => Chance(0.15))];

    private bool Chance(double probability) => _random.NextDouble() < probability;

    private T Pick<T>(IReadOnlyList<T> items) => Names.Pick(_random, items);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
