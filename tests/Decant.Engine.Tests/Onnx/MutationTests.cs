using Decant.Engine.Onnx.Format;
using Decant.Engine.Randomness;
using Decant.Engine.Tests.Onnx.RuntimeOperators;
using Decant.Mutations.Bench;

namespace Decant.Engine.Tests.Onnx;

/// <summary>
/// Five thousand damaged files: samples of all operators and, where they are there, real networks; damaged in their bytes or made to lie
/// about sizes, numbers, names and operators. bench/Mutations does as many as one likes.
/// </summary>
[Collection(MeasuredTests.Name)]
public class MutationTests
{
    private const int Count = 1000;
    private const double MostSeconds = 2;
    private const long MostBytes = 512L << 20;

    private static readonly Lazy<ModelProto[]> s_models = new(() =>
        [
            .. OperatorSamples
                .All.Keys.Select(name => HandMade.Write(OperatorSamples.Make(name), 18))
                .Concat(RealNetworks())
                .Select(ModelProto.Parser.ParseFrom),
            .. RuntimeOperatorTests.Models.Values,
            .. FirstOpsetTests.Models.Values.Select(pair => pair.Old),
        ]
    );

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void A_thousand_damaged_files_are_read_or_refused_in_a_sentence_within_two_seconds_and_512_MB(ulong seed)
    {
        var (read, refused) = (0, 0);
        for (var i = 0; i < Count; i++)
        {
            var bytes = Damaged(seed, i);
            var reading = Reading.OfModel(bytes);
            if (reading.Seconds > MostSeconds)
            {
                // What runs alongside it may have taken the time.
                reading = Reading.OfModel(bytes);
            }

            Assert.True(reading.Fault is null, $"File {i} of seed {seed}: {reading.Fault}");
            Assert.True(reading.Seconds <= MostSeconds, $"File {i} of seed {seed} took {reading.Seconds} s: {reading.Refusal}");
            Assert.True(reading.Memory <= MostBytes, $"File {i} of seed {seed} held {reading.Memory} bytes: {reading.Refusal}");
            Assert.True(reading.Refusal?.StartsWith("Reading damaged.onnx: ", StringComparison.Ordinal) ?? true, reading.Refusal);
            (read, refused) = (read + (reading.Refusal is null ? 1 : 0), refused + (reading.Refusal is null ? 0 : 1));
        }

        // Damage that nothing notices, or that everything refuses at the door, would prove nothing.
        Assert.InRange(read, Count / 20, Count);
        Assert.InRange(refused, Count / 4, Count);
    }

    private static byte[] Damaged(ulong seed, int place)
    {
        var stream = new RandomStream(seed, "damage").At((ulong)place);
        var model = s_models.Value[stream.NextInt32(s_models.Value.Length)];
        return stream.NextInt32(3) > 0
            ? ModelDamage.Apply(model, ref stream)
            : ByteDamage.Apply(Google.Protobuf.MessageExtensions.ToByteArray(model), ref stream);
    }

    private static IEnumerable<byte[]> RealNetworks()
    {
        var folder = Path.Combine(Environment.GetEnvironmentVariable("DECANT_DATA") ?? "", "pretrained");
        return Directory.Exists(folder)
            ? Directory
                .EnumerateFiles(folder, "*.onnx", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(File.ReadAllBytes)
            : [];
    }
}
