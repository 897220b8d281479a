using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Decant.Engine;

namespace Decant.Teachers.Services;

/// <summary>
/// The file of what a service answered, a line of JSON for each answer. Each is written as soon as it comes, so a program that is killed
/// loses none; half a line at the end is left out when the file is read. One process at a time may add.
/// </summary>
/// <param name="path">The file; it need not be there.</param>
internal sealed class KeptAnswers(string path) : IDisposable
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly Lock _gate = new();
    private FolderLock? _lock;
    private FileStream? _file;

    /// <summary>The file.</summary>
    public string Path => path;

    /// <summary>Lines of the file that could not be read.</summary>
    public int Damaged { get; private set; }

    /// <summary>SHA-256, in hexadecimal, of parts that decide an answer, each told apart from its neighbours.</summary>
    public static string KeyOf(params IEnumerable<string?> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts)
        {
            var bytes = Encoding.UTF8.GetBytes(part ?? "");
            hash.AppendData(BitConverter.GetBytes(part is null ? -1 : bytes.Length));
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The last answer of each key that is wanted.</summary>
    /// <exception cref="DecantException">The file cannot be read.</exception>
    public Dictionary<string, KeptAnswer> Find(IReadOnlySet<string> wanted)
    {
        var found = new Dictionary<string, KeptAnswer>(StringComparer.Ordinal);
        Damaged = 0;
        try
        {
            foreach (var line in File.Exists(path) ? File.ReadLines(path) : [])
            {
                if (Parse(line) is { } answer)
                {
                    if (wanted.Contains(answer.Key))
                    {
                        found[answer.Key] = answer;
                    }
                }
                else if (line.Length > 0)
                {
                    Damaged++;
                }
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new DecantException(
                $"Reading kept answers '{path}': expected a file that may be read, received: {failure.Message} Name another file.",
                failure
            );
        }

        return found;
    }

    /// <summary>Keeps other processes from adding, until it is disposed.</summary>
    /// <exception cref="DecantException">Another one is adding, or the file cannot be written.</exception>
    public void Begin()
    {
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!);
            _lock = FolderLock.TryTake(path + ".lock")
                ?? throw new DecantException(
                    $"Keeping answers in '{path}': another run is asking at this moment. Wait until it ends: then its answers are there. "
                        + "Or name another file (answers)."
                );
            _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
            EndLine(_file);
        }
        catch (Exception failure) when (WriteFailure.IsOne(failure))
        {
            throw WriteFailure.Of($"writing {path}", failure);
        }
    }

    /// <summary>Writes answers; they are in the file when it returns.</summary>
    /// <exception cref="DecantException">There is no room for them.</exception>
    public void Add(params IEnumerable<KeptAnswer> answers)
    {
        var lines = new StringBuilder();
        foreach (var answer in answers)
        {
            lines.Append(JsonSerializer.Serialize(answer, s_json)).Append('\n');
        }

        lock (_gate)
        {
            try
            {
                _file!.Write(Encoding.UTF8.GetBytes(lines.ToString()));
                _file.Flush();
            }
            catch (Exception failure) when (WriteFailure.IsOne(failure))
            {
                throw WriteFailure.Of($"writing {path}", failure);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file?.Dispose();
        _lock?.Dispose();
    }

    // A program that was killed leaves half a line: the next answer begins a new one.
    private static void EndLine(FileStream file)
    {
        if (file.Length > 0)
        {
            file.Seek(-1, SeekOrigin.End);
            var isOpen = file.ReadByte() != '\n';
            file.Seek(0, SeekOrigin.End);
            if (isOpen)
            {
                file.WriteByte((byte)'\n');
            }
        }
    }

    private static KeptAnswer? Parse(string line)
    {
        try
        {
            return line.Length == 0 ? null : JsonSerializer.Deserialize<KeptAnswer>(line, s_json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
