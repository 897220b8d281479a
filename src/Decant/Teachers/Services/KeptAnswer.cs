using System.Runtime.InteropServices;
using System.Text.Json.Serialization;

namespace Decant.Teachers.Services;

/// <summary>What a service answered about a text: a line of a file.</summary>
/// <param name="Key">What decides the answer, as SHA-256 in hexadecimal.</param>
internal sealed record KeptAnswer([property: JsonRequired] string Key)
{
    /// <summary>The text, for people who read the file.</summary>
    public string? Text { get; init; }

    /// <summary>The second text of a pair; null for none.</summary>
    public string? Second { get; init; }

    /// <summary>What a chat model answered; null for a vector.</summary>
    public string? Answer { get; init; }

    /// <summary>Float32 [D], little-endian, as base64; null for words.</summary>
    public string? Vector { get; init; }

    /// <summary>How often the model was asked about the text so far: 1, or 2 where the first answer was no class.</summary>
    public int Asked { get; init; } = 1;

    /// <summary>Tokens that were sent, as the service counts them; 0 where it does not.</summary>
    public long TokensIn { get; init; }

    /// <summary>Tokens that it answered.</summary>
    public long TokensOut { get; init; }

    /// <summary>A vector as base64.</summary>
    public static string Pack(ReadOnlySpan<float> vector) => Convert.ToBase64String(MemoryMarshal.AsBytes(vector));

    /// <summary>Writes the vector; false where there is none, or one of another length.</summary>
    public bool TryUnpack(Span<float> vector)
    {
        var bytes = MemoryMarshal.AsBytes(vector);
        return Vector is not null && Convert.TryFromBase64String(Vector, bytes, out var written) && written == bytes.Length;
    }
}
