using Decant.Engine.Randomness;
using static Decant.Engine.Tests.Weights.WeightBytes;

namespace Decant.Engine.Tests.Weights;

/// <summary>Good files with a few wrong bytes: read or refused, never anything else.</summary>
public sealed class WeightFileMutationTests
{
    private static readonly byte[] s_safetensors = Safetensors(
        """{"__metadata__":{"format":"pt"},"a":{"dtype":"F16","shape":[2,1],"data_offsets":[0,4]},"b":{"dtype":"I64","shape":[],"data_offsets":[4,12]}}""",
        1,
        2,
        3,
        4,
        5,
        6,
        7,
        8,
        9,
        10,
        11,
        12
    );

    [Theory]
    [InlineData("types-zip.pt", 700)]
    [InlineData("types-legacy.pt", 700)]
    [InlineData("strided-zip.pt", 700)]
    [InlineData("strided-legacy.pt", 700)]
    [InlineData("checkpoint-zip.pt", 300)]
    [InlineData("checkpoint-legacy.pt", 300)]
    [InlineData("protocol5-zip.pt", 400)]
    [InlineData("two-legacy.pt", 400)]
    [InlineData("safetensors", 1500)]
    public void A_damaged_file_is_read_or_refused_and_takes_neither_time_nor_memory(string name, int times)
    {
        var whole = name == "safetensors" ? s_safetensors : File.ReadAllBytes(TorchFileTests.PathOf(name));
        var path = Path.GetTempFileName();
        try
        {
            var refused = 0;
            var start = TimeProvider.System.GetTimestamp();
            for (var i = 0; i < times; i++)
            {
                File.WriteAllBytes(path, Damaged(whole, new RandomStream(11, name).At((ulong)i)));
                var problem = Record.Exception(() => ReadAll(path));
                Assert.True(problem is null or DecantException, $"{name}, damage {i}: {problem}");
                refused += problem is null ? 0 : 1;
            }

            Assert.InRange(refused, times / 20, times);
            Assert.InRange(TimeProvider.System.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromMilliseconds(20 * times));
        }
        finally
        {
            File.Delete(path);
        }
    }

    // A byte changed, some inserted or taken out, or a part copied elsewhere, up to four times.
    private static byte[] Damaged(byte[] whole, RandomStream stream)
    {
        List<byte> bytes = [.. whole];
        for (var hits = 1 + stream.NextInt32(4); hits > 0; hits--)
        {
            var at = stream.NextInt32(bytes.Count);
            var length = 1 + stream.NextInt32(Math.Min(16, bytes.Count - at));
            switch (stream.NextInt32(5))
            {
                case 0:
                    bytes.RemoveRange(at, length);
                    break;
                case 1:
                    bytes.InsertRange(at, bytes.GetRange(stream.NextInt32(bytes.Count - length + 1), length));
                    break;
                default:
                    bytes[at] = (byte)stream.NextInt32(256);
                    break;
            }
        }

        return [.. bytes];
    }
}
