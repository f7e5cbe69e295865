namespace DeepVision.Generated.Onnx;

/// <summary>
/// Reads what an ONNX file says (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto); values of tensors are passed over, so that a file's
/// size hardly matters.
/// </summary>
/// <remarks>The generator compiles this file too, for netstandard2.0.</remarks>
internal sealed class OnnxModelReader
{
    /// <summary>Nodes, tensors, attributes and inputs that a file can have together, and numbers in a list.</summary>
    private const int MostParts = 1 << 18;
    private const int MostNumbers = 1 << 16;

    private readonly ProtobufReader _reader;
    private readonly List<OnnxNode> _nodes = [];
    private readonly Dictionary<string, OnnxTensor> _tensors = new(StringComparer.Ordinal);
    private readonly List<OnnxInput> _inputs = [];
    private readonly List<string> _outputs = [];
    private int _parts;

    private OnnxModelReader(ProtobufReader reader) => _reader = reader;

    /// <summary>Reads a file from its beginning.</summary>
    /// <exception cref="OnnxFormatException">It is no ONNX file, or damaged.</exception>
    public static OnnxModel Read(ProtobufReader reader)
    {
        OnnxModelReader model = new(reader);
        long operatorSet = model.ReadModel();
        return new OnnxModel(operatorSet, model._nodes, model._tensors, [.. model._inputs.Where(input => !model._tensors.ContainsKey(input.Name))], model._outputs);
    }

    private long ReadModel()
    {
        long operatorSet = 0;
        bool hasVersion = false, hasGraph = false;
        while (_reader.ReadField(out int field, out WireType type))
        {
            switch (field)
            {
                case 1:
                    hasVersion = _reader.ReadInteger(type) > 0;
                    break;
                case 7:
                    hasGraph = hasGraph ? throw new OnnxFormatException("it has two graphs") : true;
                    ReadGraph(type);
                    break;
                case 8:
                    operatorSet = Math.Max(operatorSet, ReadOperatorSet(type));
                    break;
                default:
                    _reader.Skip(type);
                    break;
            }
        }

        if (!hasVersion || !hasGraph)
            throw new OnnxFormatException("it has " + (hasGraph ? "no version" : "no graph"));
        return operatorSet;
    }

    /// <summary>The version of ONNX's own operators; 0 for another set.</summary>
    private long ReadOperatorSet(WireType type)
    {
        (string domain, long version) = ("", 0);
        long outer = _reader.Enter(type);
        while (_reader.ReadField(out int field, out WireType inner))
        {
            if (field == 1)
                domain = _reader.ReadText(inner);
            else if (field == 2)
                version = _reader.ReadInteger(inner);
            else
                _reader.Skip(inner);
        }

        _reader.Leave(outer);
        return domain is "" or "ai.onnx" ? version : 0;
    }

    private void ReadGraph(WireType type)
    {
        long outer = _reader.Enter(type);
        while (_reader.ReadField(out int field, out WireType inner))
        {
            switch (field)
            {
                case 1:
                    ReadNode(inner);
                    break;
                case 5:
                    OnnxTensor tensor = ReadTensor(inner);
                    _tensors[tensor.Name] = tensor;
                    break;
                case 11:
                    _inputs.Add(ReadInput(inner));
                    break;
                case 12:
                    _outputs.Add(ReadInput(inner).Name);
                    break;
                case 15:
                    throw new OnnxFormatException("it has sparse tensors, which aren't supported");
                default:
                    _reader.Skip(inner);
                    break;
            }
        }

        _reader.Leave(outer);
    }

    private void ReadNode(WireType type)
    {
        CountPart();
        List<string> inputs = [], outputs = [];
        (string name, string kind, string domain) = ("", "", "");
        Dictionary<string, OnnxAttribute> attributes = new(StringComparer.Ordinal);
        long outer = _reader.Enter(type);
        while (_reader.ReadField(out int field, out WireType inner))
        {
            switch (field)
            {
                case 1:
                    AddTo(inputs, _reader.ReadText(inner));
                    break;
                case 2:
                    AddTo(outputs, _reader.ReadText(inner));
                    break;
                case 3:
                    name = _reader.ReadText(inner);
                    break;
                case 4:
                    kind = _reader.ReadText(inner);
                    break;
                case 5:
                    OnnxAttribute attribute = ReadAttribute(inner);
                    attributes[attribute.Name] = attribute;
                    break;
                case 7:
                    domain = _reader.ReadText(inner);
                    break;
                default:
                    _reader.Skip(inner);
                    break;
            }
        }

        _reader.Leave(outer);
        OnnxNode node = new(kind, domain, name, inputs, outputs, attributes);
        _nodes.Add(node);
        if (kind == "Constant" && outputs.Count == 1 && ConstantOf(node) is { } constant)
            _tensors[outputs[0]] = constant;
    }

    /// <summary>The tensor that a Constant node gives, whichever of its attributes says it; null for a text or a sparse one.</summary>
    private static OnnxTensor? ConstantOf(OnnxNode node)
    {
        if (node.Attributes.TryGetValue("value", out OnnxAttribute? value) && value.Tensor is { } tensor)
        {
            tensor.Name = node.Outputs[0];
            return tensor;
        }

        foreach (OnnxAttribute attribute in node.Attributes.Values)
        {
            OnnxTensor inline = new() { Name = node.Outputs[0], Type = attribute.Name.StartsWith("value_float", StringComparison.Ordinal) ? OnnxTypes.Float : OnnxTypes.Int64 };
            inline.Inline = attribute.Name switch
            {
                "value_float" => [attribute.Single ?? 0],
                "value_int" => [attribute.Integer ?? 0],
                "value_floats" => [.. attribute.Singles.Select(number => (double)number)],
                "value_ints" => [.. attribute.Integers.Select(number => (double)number)],
                _ => null,
            };
            if (inline.Inline is null)
                continue;
            if (attribute.Name is "value_floats" or "value_ints")
                inline.Dimensions.Add(inline.Inline.Length);
            return inline;
        }

        return null;
    }

    private OnnxAttribute ReadAttribute(WireType type)
    {
        CountPart();
        OnnxAttribute attribute = new();
        long outer = _reader.Enter(type);
        while (_reader.ReadField(out int field, out WireType inner))
        {
            switch (field)
            {
                case 1:
                    attribute.Name = _reader.ReadText(inner);
                    break;
                case 2:
                    attribute.Single = _reader.ReadSingle(inner);
                    break;
                case 3:
                    attribute.Integer = _reader.ReadInteger(inner);
                    break;
                case 4:
                    attribute.Text = _reader.ReadText(inner);
                    break;
                case 5:
                    attribute.Tensor = ReadTensor(inner);
                    break;
                case 9:
                    AddTo(attribute.Texts, _reader.ReadText(inner));
                    break;
                case 7:
                    ReadNumbers(inner, WireType.Fixed32, () => AddTo(attribute.Singles, ProtobufReader.ToSingle(_reader.ReadFixed32())));
                    break;
                case 8:
                    ReadNumbers(inner, WireType.Varint, () => AddTo(attribute.Integers, unchecked((long)_reader.ReadVarint())));
                    break;
                default:
                    _reader.Skip(inner);
                    break;
            }
        }

        _reader.Leave(outer);
        return attribute;
    }

    private OnnxTensor ReadTensor(WireType type)
    {
        CountPart();
        OnnxTensor tensor = new();
        long outer = _reader.Enter(type);
        (tensor.Position, tensor.Length) = (_reader.Position, _reader.End - _reader.Position);
        while (_reader.ReadField(out int field, out WireType inner))
        {
            switch (field)
            {
                case 1:
                    ReadNumbers(inner, WireType.Varint, () => AddTo(tensor.Dimensions, unchecked((long)_reader.ReadVarint())));
                    break;
                case 2:
                    tensor.Type = _reader.ReadInteger(inner);
                    break;
                case 8:
                    tensor.Name = _reader.ReadText(inner);
                    break;
                case 13:
                    tensor.IsExternal = true;
                    _reader.Skip(inner);
                    break;
                case 14:
                    tensor.IsExternal |= _reader.ReadInteger(inner) == 1;
                    break;
                default:
                    _reader.Skip(inner);
                    break;
            }
        }

        _reader.Leave(outer);
        return tensor;
    }

    /// <summary>ValueInfoProto: name, and of a tensor type and shape.</summary>
    private OnnxInput ReadInput(WireType type)
    {
        CountPart();
        string name = "";
        (long elementType, List<long?>? dimensions) = (0, null);
        long outer = _reader.Enter(type);
        while (_reader.ReadField(out int field, out WireType inner))
        {
            if (field == 1)
                name = _reader.ReadText(inner);
            else if (field == 2)
                (elementType, dimensions) = ReadType(inner);
            else
                _reader.Skip(inner);
        }

        _reader.Leave(outer);
        return new OnnxInput(name, elementType, dimensions);
    }

    private (long ElementType, List<long?>? Dimensions) ReadType(WireType type)
    {
        (long elementType, List<long?>? dimensions) = (0, null);
        long outer = _reader.Enter(type);
        while (_reader.ReadField(out int field, out WireType inner))
        {
            if (field != 1)
            {
                _reader.Skip(inner);
                continue;
            }

            long tensor = _reader.Enter(inner);
            while (_reader.ReadField(out int part, out WireType partType))
            {
                if (part == 1)
                    elementType = _reader.ReadInteger(partType);
                else if (part == 2)
                    dimensions = ReadShape(partType);
                else
                    _reader.Skip(partType);
            }

            _reader.Leave(tensor);
        }

        _reader.Leave(outer);
        return (elementType, dimensions);
    }

    private List<long?> ReadShape(WireType type)
    {
        List<long?> dimensions = [];
        long outer = _reader.Enter(type);
        while (_reader.ReadField(out int field, out WireType inner))
        {
            if (field != 1)
            {
                _reader.Skip(inner);
                continue;
            }

            long? size = null;
            long dimension = _reader.Enter(inner);
            while (_reader.ReadField(out int part, out WireType partType))
            {
                if (part == 1)
                    size = _reader.ReadInteger(partType);
                else
                    _reader.Skip(partType);
            }

            _reader.Leave(dimension);
            AddTo(dimensions, size);
        }

        _reader.Leave(outer);
        return dimensions;
    }

    /// <summary>A list of numbers may be written one by one, or all in one field.</summary>
    private void ReadNumbers(WireType type, WireType single, Action readOne)
    {
        if (type == single)
        {
            readOne();
            return;
        }

        long outer = _reader.Enter(type);
        while (_reader.Position < _reader.End)
            readOne();
        _reader.Leave(outer);
    }

    private static void AddTo<T>(List<T> list, T item)
    {
        if (list.Count == MostNumbers)
            throw new OnnxFormatException($"one of its lists has more than {MostNumbers} elements");
        list.Add(item);
    }

    private void CountPart()
    {
        if (++_parts > MostParts)
            throw new OnnxFormatException($"it has more than {MostParts} nodes, tensors and attributes");
    }
}
