using System.Text.Json;

namespace DeepVision.Generated;

/// <summary>Reads the parts of a safetensors header, token by token and without trusting any of them.</summary>
internal static class SafetensorsJson
{
    /// <summary>Moves to the next key of the current object and on to its value; false at the object's end.</summary>
    public static bool ReadKey(ref Utf8JsonReader reader, out string key)
    {
        Next(ref reader);
        if (reader.TokenType == JsonTokenType.EndObject)
        {
            key = "";
            return false;
        }

        key = reader.GetString()!;
        Next(ref reader);
        return true;
    }

    /// <summary>Reads the object of texts that stands under <c>__metadata__</c>.</summary>
    public static Dictionary<string, string> ReadMetadata(ref Utf8JsonReader reader)
    {
        Expect(reader, JsonTokenType.StartObject, "__metadata__ must be an object of texts.");
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        while (ReadKey(ref reader, out string key))
        {
            Expect(reader, JsonTokenType.String, $"the metadata '{key}' is not a text.");
            if (!metadata.TryAdd(key, reader.GetString()!))
                throw new FormatException($"the metadata '{key}' occurs twice.");
        }

        return metadata;
    }

    /// <summary>Reads one tensor's object and checks that its range has the size that type and shape ask for.</summary>
    public static SafetensorsHeader.Entry ReadEntry(ref Utf8JsonReader reader, string name)
    {
        Expect(reader, JsonTokenType.StartObject, $"tensor '{name}' is not an object.");
        StoredType? type = null;
        int[]? shape = null;
        long[]? offsets = null;
        while (ReadKey(ref reader, out string key))
        {
            bool isNew = true;
            switch (key)
            {
                case "dtype":
                    isNew = type is null;
                    type = ReadType(ref reader, name);
                    break;
                case "shape":
                    isNew = shape is null;
                    shape = ReadShape(ref reader, name);
                    break;
                case "data_offsets":
                    isNew = offsets is null;
                    offsets = ReadOffsets(ref reader, name);
                    break;
                default:
                    // Later versions of the format may say more about a tensor.
                    reader.Skip();
                    break;
            }

            if (!isNew)
                throw new FormatException($"tensor '{name}' has two values for {key}.");
        }

        if (type is null || shape is null || offsets is null)
            throw new FormatException($"tensor '{name}' needs dtype, shape and data_offsets.");

        return new SafetensorsHeader.Entry(name, type.Value, shape, offsets[0], CheckSize(name, type.Value, shape, offsets));
    }

    private static long CheckSize(string name, StoredType type, int[] shape, long[] offsets)
    {
        long bytes = StoredTensor.SizeOf(type);
        foreach (int dimension in shape)
        {
            bytes *= dimension;
            // Checked at each factor: below this limit the next product can't overflow a long.
            if (bytes > Array.MaxLength)
                throw new FormatException($"tensor '{name}' of shape [{string.Join(", ", shape)}] is too large; at most {Array.MaxLength} bytes are supported.");
        }

        // Compared in this form because the difference of two hostile numbers may overflow.
        if (offsets[1] < offsets[0] || offsets[1] - offsets[0] != bytes)
        {
            throw new FormatException(FormattableString.Invariant(
                $"tensor '{name}' of type {type} and shape [{string.Join(", ", shape)}] needs {Quantity.Of(bytes, "byte")}, but its data_offsets are {offsets[0]} to {offsets[1]}."));
        }

        return offsets[1];
    }

    private static StoredType ReadType(ref Utf8JsonReader reader, string name)
    {
        Expect(reader, JsonTokenType.String, $"the dtype of tensor '{name}' is not a text.");
        string text = reader.GetString()!;
        // The enum's parser would also take numbers and lists.
        foreach (StoredType type in Enum.GetValues<StoredType>())
        {
            if (text == type.ToString())
                return type;
        }

        throw new FormatException($"tensor '{name}' has the unknown dtype '{text}'.");
    }

    private static int[] ReadShape(ref Utf8JsonReader reader, string name)
    {
        Expect(reader, JsonTokenType.StartArray, $"the shape of tensor '{name}' is not a list.");
        var shape = new List<int>();
        for (Next(ref reader); reader.TokenType != JsonTokenType.EndArray; Next(ref reader))
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out int dimension) || dimension < 0)
                throw new FormatException($"the shape of tensor '{name}' must hold whole numbers from 0 to {int.MaxValue}.");
            shape.Add(dimension);
        }

        return [.. shape];
    }

    private static long[] ReadOffsets(ref Utf8JsonReader reader, string name)
    {
        Expect(reader, JsonTokenType.StartArray, $"the data_offsets of tensor '{name}' are not a list.");
        long[] offsets = new long[2];
        int count = 0;
        for (Next(ref reader); reader.TokenType != JsonTokenType.EndArray; Next(ref reader))
        {
            if (count == 2 || reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out offsets[count]) || offsets[count] < 0)
                throw new FormatException($"the data_offsets of tensor '{name}' must be two whole numbers from 0.");
            count++;
        }

        return count == 2 ? offsets : throw new FormatException($"the data_offsets of tensor '{name}' must be two whole numbers from 0.");
    }

    private static void Next(ref Utf8JsonReader reader)
    {
        if (!reader.Read())
            throw new FormatException("it ends too early.");
    }

    private static void Expect(in Utf8JsonReader reader, JsonTokenType type, string problem)
    {
        if (reader.TokenType != type)
            throw new FormatException(problem);
    }
}
