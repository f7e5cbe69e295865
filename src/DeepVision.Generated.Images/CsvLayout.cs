namespace DeepVision.Generated.Images;

/// <summary>Where a table of comma-separated values has file names and labels.</summary>
public sealed record CsvLayout
{
    internal static CsvLayout Default { get; } = new();

    /// <summary>Whether the first record names the columns. True by default.</summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>Name of the column with the files; the first column if null.</summary>
    public string? FileColumn { get; init; }

    /// <summary>Name of the column with the labels; the second column if null.</summary>
    public string? LabelColumn { get; init; }

    /// <summary>What stands between fields.</summary>
    public char Separator { get; init; } = ',';

    /// <summary>The folder that the files' names begin at; that of the table if null.</summary>
    public string? Directory { get; init; }
}
