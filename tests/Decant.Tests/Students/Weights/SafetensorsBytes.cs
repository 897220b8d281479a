using System.Runtime.InteropServices;
using System.Text;

namespace Decant.Tests.Students.Weights;

/// <summary>A safetensors file of 32-bit floats, as the format's page describes it: the header's length, the header, the numbers.</summary>
internal static class SafetensorsBytes
{
    /// <summary>The file's bytes.</summary>
    public static byte[] Of(params IReadOnlyList<(string Name, int[] Sizes, float[] Numbers)> tensors)
    {
        var (entries, data) = (new List<string>(), new List<byte>());
        foreach (var (name, sizes, numbers) in tensors)
        {
            var begin = data.Count;
            data.AddRange(MemoryMarshal.AsBytes<float>(numbers));
            entries.Add(
                $$"""
                "{{name}}":{"dtype":"F32","shape":[{{string.Join(',', sizes)}}],"data_offsets":[{{begin}},{{data.Count}}]}
                """
            );
        }

        var header = Encoding.UTF8.GetBytes($"{{{string.Join(',', entries)}}}");
        return [.. BitConverter.GetBytes((long)header.Length), .. header, .. data];
    }

    /// <summary>A tensor whose numbers count up from one of them.</summary>
    public static (string Name, int[] Sizes, float[] Numbers) Counting(string name, float first, params int[] sizes) =>
        (name, sizes, [.. Enumerable.Range(0, sizes.Aggregate(1, (product, size) => product * size)).Select(i => first + i)]);
}
