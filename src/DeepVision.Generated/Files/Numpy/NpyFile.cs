namespace DeepVision.Generated;

/// <summary>
/// A file of one array as <c>numpy.save</c> writes and <c>numpy.load</c> reads it (<c>.npy</c>, versions 1.0 to 3.0 of the format).
/// </summary>
/// <remarks>
/// Floats, whole numbers and booleans are read, in both byte orders and in C and Fortran order. Arrays of Python objects are refused: they are
/// pickles, and to load one is to run it.
/// </remarks>
public static class NpyFile
{
    /// <summary>Reads an array. What its header says is checked against the file's length.</summary>
    /// <param name="path">The file to read.</param>
    /// <returns>The array, called by the file's name without its extension.</returns>
    /// <exception cref="WeightsFileException">The file is missing, can't be read, or holds no array of numbers.</exception>
    /// <exception cref="ArgumentException">The path is blank.</exception>
    public static StoredTensor Read(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return WeightsFileAccess.Read(path, stream =>
        {
            if (stream.Length > Array.MaxLength)
                throw new WeightsFileException(path, $"is too large; at most {Array.MaxLength} bytes are supported.");
            byte[] bytes = GC.AllocateUninitializedArray<byte>((int)stream.Length);
            stream.ReadExactly(bytes);
            try
            {
                return NpyArray.Read(Path.GetFileNameWithoutExtension(path), bytes);
            }
            catch (FormatException e)
            {
                throw new WeightsFileException(path, $"is no array that can be read: {e.Message}", e);
            }
        });
    }

    /// <summary>Writes an array, as version 1.0. If it fails, an older file of that name stays as it was.</summary>
    /// <param name="path">The file to write; its folder must exist.</param>
    /// <param name="tensor">The array; its name is not written.</param>
    /// <exception cref="WeightsFileException">The file can't be written.</exception>
    /// <exception cref="ArgumentException">The path is blank, or NumPy has no elements of this type (<see cref="StoredType.BF16"/>).</exception>
    public static void Write(string path, StoredTensor tensor)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(tensor);
        WeightsFileAccess.Write(path, stream => NpyArray.Write(stream, tensor));
    }
}
