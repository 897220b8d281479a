using System.Globalization;
using Decant.Engine.Onnx.Format;

namespace Decant.Engine.Onnx;

/// <summary>
/// Numbers that are in a file next to the model. Only files in the model's own folder or below are opened, and never through a link.
/// </summary>
/// <param name="folder">The model's folder; null when the model came from a stream.</param>
internal sealed class ExternalData(string? folder)
{
    /// <summary>The bytes that a tensor refers to.</summary>
    /// <param name="tensor">A tensor whose data is elsewhere.</param>
    /// <param name="expected">The number of bytes that its type and sizes need.</param>
    /// <exception cref="DecantException">The reference leaves the folder, or the file is missing or too short.</exception>
    public byte[] Read(TensorProto tensor, long expected)
    {
        var location = Entry(tensor, "location") ?? "";
        var path = Resolve(location);
        var offset = Number(tensor, "offset", 0);
        var length = Number(tensor, "length", expected);
        try
        {
            using var file = File.OpenHandle(path);
            var size = RandomAccess.GetLength(file);
            if (offset < 0 || length != expected || expected > Array.MaxLength || offset > size || size - offset < expected)
            {
                throw new DecantException(
                    $"its type and sizes need {expected} bytes, the reference says {length} bytes from {offset} on "
                        + $"in '{location}', which has {size}."
                );
            }

            var bytes = new byte[expected];
            for (var done = 0; done < bytes.Length; )
            {
                var read = RandomAccess.Read(file, bytes.AsSpan(done), offset + done);
                done += read > 0 ? read : throw new DecantException($"'{location}' ended after {done} of {expected} bytes.");
            }

            return bytes;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new DecantException(
                $"its data in '{location}' cannot be read: {problem.Message} Put the file next to the model.",
                problem
            );
        }
    }

    private string Resolve(string location)
    {
        if (folder is null)
        {
            throw new DecantException("its data is in another file, which a model from a stream cannot have. Read the model by its path.");
        }

        var parts = location.Split('/', '\\');
        if (location.Contains('\0') || location.Contains(':') || parts.Any(part => part.Length == 0 || part.All(c => c is '.' or ' ')))
        {
            throw new DecantException(
                $"its data is said to be in '{location}'; only a relative path to a file in the model's folder or below is opened."
            );
        }

        var path = folder;
        foreach (var part in parts)
        {
            path = Path.Combine(path, part);
            if (new FileInfo(path).LinkTarget is not null)
            {
                throw new DecantException(
                    $"its data is in '{location}', which goes through the link '{part}'; links are not followed. "
                        + $"Put the file itself next to the model."
                );
            }
        }

        return path;
    }

    private static string? Entry(TensorProto tensor, string key) => tensor.ExternalData.FirstOrDefault(entry => entry.Key == key)?.Value;

    private static long Number(TensorProto tensor, string key, long fallback) =>
        Entry(tensor, key) is not { } text ? fallback
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new DecantException($"the {key} of its external data must be a number of 0 or more, received '{text}'.");
}
