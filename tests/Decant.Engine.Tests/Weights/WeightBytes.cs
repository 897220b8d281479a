using System.Buffers.Binary;
using System.Text;
using Decant.Engine.Weights;

namespace Decant.Engine.Tests.Weights;

/// <summary>Weight files made byte by byte, and opened.</summary>
internal static class WeightBytes
{
    /// <summary>The first three pickles of PyTorch's old layout: magic number, version, facts of the machine.</summary>
    public static byte[] LegacyStart { get; } =
        Latin(
            "\u0080\u0002\u008a\n\u006c\u00fc\u009c\u0046\u00f9\u0020\u006a\u00a8\u0050\u0019.\u0080\u0002M\u00e9\u0003.\u0080\u0002}U\rlittle_endian\u0088s."
        );

    /// <summary>Text of the first 256 characters as bytes.</summary>
    public static byte[] Latin(string text) => Encoding.Latin1.GetBytes(text);

    /// <summary>A safetensors file: the header's length, the header, the numbers.</summary>
    public static byte[] Safetensors(string header, params byte[] data)
    {
        var text = Encoding.UTF8.GetBytes(header);
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, text.Length);
        return [.. length, .. text, .. data];
    }

    /// <summary>A file of PyTorch's old layout.</summary>
    /// <param name="content">The pickle of the content, without protocol and end.</param>
    /// <param name="keys">The pickle of the list of keys.</param>
    /// <param name="data">Counts and numbers.</param>
    public static byte[] Legacy(string content, string keys = "]", params byte[] data) =>
        [.. LegacyStart, 0x80, 2, .. Latin(content), (byte)'.', 0x80, 2, .. Latin(keys), (byte)'.', .. data];

    /// <summary>Writes bytes into a file of its own, and does something with it.</summary>
    public static T With<T>(byte[] bytes, Func<string, T> use)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, bytes);
            return use(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>What reading all of a file says against it.</summary>
    public static string Refusal(byte[] bytes) => With(bytes, path => Assert.Throws<DecantException>(() => ReadAll(path)).Message);

    /// <summary>Reads a file with all its numbers, one tensor after the other.</summary>
    /// <returns>Bytes of all numbers.</returns>
    public static long ReadAll(string path)
    {
        using var file = WeightFile.Open(path);
        long bytes = 0;
        foreach (var stored in file.Tensors)
        {
            using var tensor = stored.Read();
            bytes += tensor.ByteCount;
        }

        return bytes;
    }
}
