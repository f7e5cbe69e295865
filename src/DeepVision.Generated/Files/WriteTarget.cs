namespace DeepVision.Generated;

/// <summary>Finds out which file a path means, and whether a file can stand there, before anything is written.</summary>
internal static class WriteTarget
{
    /// <summary>Links that are followed at most, as in Linux: more lead in a circle.</summary>
    private const int MostLinks = 40;

    /// <summary>The full path of the file, with symbolic links followed as opening it would.</summary>
    /// <inheritdoc cref="AtomicFile.Create" path="/exception"/>
    public static string Find(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        string target = FollowLinks(Path.GetFullPath(path));
        string folder = Path.GetDirectoryName(target) ?? target;
        if (Path.EndsInDirectorySeparator(target) || Directory.Exists(target))
            throw new IOException("It names a folder. Add the name of a file.");
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"The folder {folder} {(File.Exists(folder) ? "is a file" : "doesn't exist")}.");
        if (Exists(target) && !IsRegular(target))
            throw new IOException("It is a device or a pipe, which is never replaced. Save to a file.");
        return target;
    }

    /// <summary>Asks the file system, which knows how long a name may be and what it may hold.</summary>
    private static bool Exists(string path)
    {
        try
        {
            File.GetAttributes(path);
            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (PathTooLongException e)
        {
            throw new PathTooLongException("The name is too long for this file system.", e);
        }
    }

    /// <summary>
    /// Tells files from devices and pipes. All of the latter have no length, so what has none is given one for a moment,
    /// which only files take.
    /// </summary>
    private static bool IsRegular(string path)
    {
        if (OperatingSystem.IsWindows() || new FileInfo(path).Length > 0)
            return true;

        // For reading too, because a pipe opened for writing alone waits for its reader.
        using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        if (!stream.CanSeek)
            return false;
        try
        {
            stream.SetLength(1);
            stream.SetLength(0);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static string FollowLinks(string path)
    {
        if (new FileInfo(path).LinkTarget is null)
            return path;
        if (OperatingSystem.IsWindows())
            return new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)!.FullName;

        // Part by part, because ".." in a link's text means the parent of the folder where the link really stands.
        string root = Path.GetPathRoot(path)!, resolved = root;
        var parts = new Stack<string>(path[root.Length..].Split(Path.DirectorySeparatorChar).Reverse());
        int links = 0;
        while (parts.TryPop(out string? part))
        {
            if (part is "" or ".")
                continue;
            if (part == "..")
            {
                resolved = Path.GetDirectoryName(resolved) ?? root;
                continue;
            }

            string next = Path.Combine(resolved, part);
            if (new FileInfo(next).LinkTarget is not { } link)
            {
                resolved = next;
                continue;
            }

            if (++links > MostLinks)
                throw new IOException("Its symbolic links lead in a circle.");
            if (Path.IsPathRooted(link))
                resolved = root;
            foreach (string further in link.Split(Path.DirectorySeparatorChar).Reverse())
                parts.Push(further);
        }

        return resolved;
    }
}
