using System.Formats.Tar;
using System.IO.Compression;
using Decant.Engine;

namespace Decant.Data.Sources;

/// <summary>A file in a folder or archive.</summary>
/// <param name="Path">Its path from the root of the tree, with <c>/</c> between the parts.</param>
/// <param name="Read">Reads its content; safe from several threads.</param>
/// <param name="Place">Where its content lies uncompressed; null where it does not.</param>
internal readonly record struct TreeFile(string Path, Func<byte[]> Read, FilePlace? Place = null);

/// <summary>Bytes of a file on the disk.</summary>
/// <param name="File">The open file; belongs to whoever opened it.</param>
/// <param name="Start">The first of the bytes.</param>
/// <param name="Count">How many there are.</param>
internal sealed record FilePlace(Func<Microsoft.Win32.SafeHandles.SafeFileHandle> File, long Start, long Count);

/// <summary>
/// The files of a folder, or of a <c>.tar</c>, <c>.tar.gz</c>, <c>.tgz</c> or <c>.zip</c> archive, sorted by path. Of an archive the places
/// of its files are noted once, and a file is read where it lies; a compressed tar archive has no places, so its files are kept in memory,
/// or it is inflated into a temporary file. Nothing is unpacked; entries that point outside of an archive are refused.
/// </summary>
internal sealed class FileTree
{
    private const int TarBlock = 512;

    private static readonly string[] s_archives = [".tar", ".tar.gz", ".tgz", ".zip"];

    private FileTree(string root, List<TreeFile> files, List<string> folders)
    {
        Root = root;
        Files = [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)];
        Folders = [.. folders.Order(StringComparer.Ordinal)];
    }

    /// <summary>Where the tree lies on disk.</summary>
    public string Root { get; }

    /// <summary>All files, sorted by path.</summary>
    public IReadOnlyList<TreeFile> Files { get; }

    /// <summary>All folders that are named, with <c>/</c> between the parts, sorted.</summary>
    public IReadOnlyList<string> Folders { get; }

    /// <summary>Whether a path has the name of an archive.</summary>
    public static bool IsArchive(string path) => s_archives.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>Lists a folder or reads an archive.</summary>
    /// <param name="path">The folder or archive.</param>
    /// <param name="wanted">Which files to keep, by path.</param>
    /// <param name="inflates">Whether a compressed tar archive is inflated into a temporary file, instead of being kept in memory.</param>
    /// <exception cref="DecantException">Nothing is there, or the archive is damaged or hostile.</exception>
    public static FileTree Open(string path, Func<string, bool> wanted, bool inflates = false)
    {
        if (Directory.Exists(path))
        {
            return DataFile.Guarded(path, () => OpenFolder(path, wanted));
        }

        if (!File.Exists(path))
        {
            throw new DecantException($"Data '{path}': there is no such file or folder. A relative path starts at --data-root.");
        }

        if (!IsArchive(path))
        {
            throw new DecantException(
                $"Data '{path}': expected a folder or an archive ({string.Join(", ", s_archives)}), received a file of another kind."
            );
        }

        var (files, folders) = (new List<TreeFile>(), new List<string>());
        try
        {
            if (path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
            {
                ReadZip(path, wanted, files, folders);
            }
            else
            {
                ReadTar(path, wanted, files, folders, inflates);
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw new DecantException(
                $"Archive '{path}': it is damaged or cut short after {files.Count} files ({exception.Message}). Fetch it again.",
                exception
            );
        }

        return new FileTree(path, files, folders);
    }

    private static FileTree OpenFolder(string root, Func<string, bool> wanted)
    {
        var (files, folders) = (new List<TreeFile>(), new List<string>());
        var full = Path.GetFullPath(root);
        Walk(new DirectoryInfo(full), "", [full]);
        return new FileTree(root, files, folders);

        // Links to folders are followed, but not to one that they lie in: that would never end.
        void Walk(DirectoryInfo folder, string prefix, IReadOnlyList<string> above)
        {
            foreach (var entry in folder.EnumerateFileSystemInfos())
            {
                var path = prefix + entry.Name;
                if (IsHidden(path))
                {
                    continue;
                }

                if (entry is not DirectoryInfo inner)
                {
                    if (wanted(path))
                    {
                        files.Add(new TreeFile(path, () => DataFile.Guarded(entry.FullName, () => File.ReadAllBytes(entry.FullName))));
                    }

                    continue;
                }

                var real = inner.LinkTarget is null
                    ? Path.Combine(above[^1], inner.Name)
                    : inner.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
                if (!above.Contains(real))
                {
                    folders.Add(path);
                    Walk(inner, path + '/', [.. above, real]);
                }
            }
        }
    }

    private static void ReadTar(string path, Func<string, bool> wanted, List<TreeFile> files, List<string> folders, bool inflates)
    {
        // The files of the tree are read from it as long as there are any.
        var stream = inflates ? new FileStream(FileRecords.Open(path), FileAccess.Read) : DataFile.OpenInflated(path);
        using var tar = new TarReader(stream, leaveOpen: stream is FileStream);
        while (tar.GetNextEntry() is { } entry)
        {
            var isFile = entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile;
            if (!isFile && entry.EntryType != TarEntryType.Directory)
            {
                continue;
            }

            var (start, count) = (entry.DataOffset, entry.Length);
            if (stream is not FileStream file)
            {
                Add(path, entry.Name, isFile, wanted, files, folders, () => Keep(path, entry.Name, count, entry.DataStream));
            }
            else if (start + count > file.Length)
            {
                throw new InvalidDataException($"Entry '{entry.Name}' goes on after its end.");
            }
            else
            {
                var place = new FilePlace(() => file.SafeFileHandle, start, count);
                Add(path, entry.Name, isFile, wanted, files, folders, () => () => ReadAt(path, place), place);
            }
        }

        // An archive ends with blocks of zeros. One that is cut between two entries has none, and passes for a smaller one.
        if (stream is FileStream { Length: var length } && (length < TarBlock || !EndsWithZeros(stream, length)))
        {
            throw new InvalidDataException("The blocks of zeros at the end are missing.");
        }
    }

    private static byte[] ReadAt(string path, FilePlace place) => DataFile.Guarded(path, () =>
        {
            var bytes = new byte[place.Count];
            FileRecords.Read(path, place.File(), place.Start, bytes);
            return bytes;
        });

    private static bool EndsWithZeros(Stream stream, long length)
    {
        var block = new byte[TarBlock];
        stream.Position = length - TarBlock;
        stream.ReadExactly(block);
        return !block.AsSpan().ContainsAnyExcept((byte)0);
    }

    // Each entry is read once to see that it is whole, and again whenever it is asked for; one at a time, as the archive has one position.
    private static void ReadZip(string path, Func<string, bool> wanted, List<TreeFile> files, List<string> folders)
    {
        var zip = new ZipArchive(DataFile.Open(path));
        var buffer = new byte[1 << 16];
        foreach (var entry in zip.Entries)
        {
            Add(path, entry.FullName, !entry.FullName.EndsWith('/'), wanted, files, folders, () =>
            {
                using var content = entry.Open();
                Check(path, entry.FullName, entry.Length, content, buffer);
                return () =>
                {
                    lock (zip)
                    {
                        using var again = entry.Open();
                        var bytes = new byte[entry.Length];
                        again.ReadExactly(bytes);
                        return bytes;
                    }
                };
            });
        }
    }

    // The way to read an entry, for one that is wanted.
    private static void Add(
        string archive,
        string entry,
        bool isFile,
        Func<string, bool> wanted,
        List<TreeFile> files,
        List<string> folders,
        Func<Func<byte[]>> reader,
        FilePlace? place = null
    )
    {
        var parts = entry.Replace('\\', '/').Split('/').Where(part => part is not ("" or ".")).ToArray();
        if (parts.Contains("..") || entry.StartsWith('/') || Path.IsPathRooted(entry))
        {
            throw new DecantException(
                $"Archive '{archive}': the entry '{entry}' points outside of the archive. Nothing was read; do not trust this file."
            );
        }

        var path = string.Join('/', parts);
        if (path.Length == 0 || IsHidden(path))
        {
            return;
        }

        if (!isFile)
        {
            folders.Add(path);
        }
        else if (wanted(path))
        {
            files.Add(new TreeFile(path, reader(), place));
        }
    }

    private static Func<byte[]> Keep(string archive, string entry, long length, Stream? content)
    {
        DataFile.CheckMemory($"{archive}/{entry}", length);
        var bytes = new byte[length];
        content?.ReadExactly(bytes);
        return content is null || content.ReadByte() < 0 ? () => bytes : throw Longer(archive, entry, length);
    }

    // To the end and no further than promised: an entry that unpacks to more than it says is refused.
    private static void Check(string archive, string entry, long length, Stream content, byte[] buffer)
    {
        DataFile.CheckMemory($"{archive}/{entry}", length);
        for (var left = length; left > 0; )
        {
            var read = content.Read(buffer, 0, (int)Math.Min(left, buffer.Length));
            left -= read > 0 ? read : throw new EndOfStreamException($"Entry '{entry}' ends {left} bytes early.");
        }

        if (content.ReadByte() >= 0)
        {
            throw Longer(archive, entry, length);
        }
    }

    private static DecantException Longer(string archive, string entry, long length) =>
        new($"Archive '{archive}': the entry '{entry}' is longer than the {length} bytes that the archive promises. It is damaged.");

    // Files that systems leave behind, not data.
    private static bool IsHidden(string path) =>
        path.Split('/').Any(part => part.StartsWith('.') || part is "__MACOSX" or "Thumbs.db" or "desktop.ini");
}
