using System.Globalization;

namespace DeepVision.Generated;

/// <summary>
/// The files that <see cref="AtomicFile"/> writes before they take their place. A writer that is killed leaves one
/// behind, and the next that writes into the same folder removes it.
/// </summary>
/// <remarks>
/// A writer holds a lock on its file, which ends with the process whatever ends that: a file that can be opened has
/// nobody who writes it. Only files whose name carries the right checksum are opened, so nothing else is ever deleted.
/// </remarks>
internal static class TemporaryFile
{
    private const string Prefix = ".deepvision-";
    private const string Suffix = ".tmp";
    private const int RandomDigits = 16;
    private const int CheckDigits = 8;
    private const int Attempts = 4;

    /// <summary>Makes an empty file with a short name of its own, and locks it.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="isPrivate">True to let nobody else read it; else it gets the permissions of any new file.</param>
    public static FileStream Create(string folder, bool isPrivate)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            // A lock that readers share, who may open the file as soon as it has its place; and on Windows only what was
            // opened so can be renamed while it is open.
            Share = FileShare.Read | FileShare.Delete,
        };
        if (isPrivate && !OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        for (int attempt = 1; ; attempt++)
        {
            try
            {
                var stream = new FileStream(Path.Combine(folder, NewName()), options);
                if (attempt == Attempts || File.Exists(stream.Name))
                    return stream;
                stream.Dispose();
            }
            catch (IOException) when (attempt < Attempts)
            {
                // Between its creation and its lock the file looked abandoned, and another writer was just removing it.
            }
        }
    }

    /// <summary>Removes the files of writers that are gone. Failing to is no error.</summary>
    /// <param name="folder">Where to look.</param>
    /// <param name="alive">A file that is being written, which shows whether this file system has locks at all.</param>
    public static void RemoveAbandoned(string folder, string alive)
    {
        try
        {
            if (!IsLocked(alive))
                return;
            foreach (string path in Directory.EnumerateFiles(folder, Prefix + "*" + Suffix))
            {
                if (IsOurs(Path.GetFileName(path)) && new FileInfo(path).LinkTarget is null)
                    RemoveUnlessLocked(path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    /// <summary>Deletes a file, and doesn't hide an earlier exception if that fails.</summary>
    public static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    /// <summary>True for names that <see cref="NewName"/> makes.</summary>
    internal static bool IsOurs(string name) =>
        name.Length == Prefix.Length + RandomDigits + CheckDigits + Suffix.Length
        && ulong.TryParse(name.AsSpan(Prefix.Length, RandomDigits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong random)
        && name == Name(random);

    private static string NewName() => Name((ulong)Random.Shared.NextInt64());

    private static string Name(ulong random)
    {
        uint check = (uint)(unchecked(random * 0x9E3779B97F4A7C15) >> 32);
        return string.Create(CultureInfo.InvariantCulture, $"{Prefix}{random:x16}{check:x8}{Suffix}");
    }

    private static bool IsLocked(string path)
    {
        try
        {
            Open(path, FileOptions.None).Dispose();
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static void RemoveUnlessLocked(string path)
    {
        try
        {
            Open(path, FileOptions.DeleteOnClose).Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is being written, has just taken its place, or belongs to somebody else.
        }
    }

    /// <summary>Opens a file that nobody else has open.</summary>
    private static FileStream Open(string path, FileOptions options) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.None, bufferSize: 0, options);
}
