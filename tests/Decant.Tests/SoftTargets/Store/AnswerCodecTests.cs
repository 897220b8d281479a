using Decant.Engine.Randomness;
using Decant.SoftTargets.Store;

namespace Decant.Tests.SoftTargets.Store;

/// <summary>Answers as bytes and back, against the formulas of their encodings.</summary>
public sealed class AnswerCodecTests
{
    [Fact]
    public void F32_keeps_every_bit()
    {
        float[] numbers = [1.5f, -0f, float.Epsilon, float.MaxValue, -3e-30f, 7];

        Assert.Equal(
            numbers.Select(BitConverter.SingleToInt32Bits),
            Back(new Float32Codec("logits", 3), numbers, 2).Select(BitConverter.SingleToInt32Bits)
        );
    }

    [Fact]
    public void F16_is_the_nearest_number_of_eleven_bits()
    {
        var numbers = Logits(1000, 1, spread: 20);

        Assert.All(numbers.Zip(Back(new Float16Codec("logits", 10), numbers, 100)), pair =>
            Assert.InRange(Math.Abs(pair.First - pair.Second), 0, Math.Max(Math.Abs(pair.First), 6.2e-5) / 2048)
        );
    }

    [Fact]
    public void Every_finite_number_of_16_bits_is_widened_to_itself()
    {
        Half[] all = [.. Enumerable.Range(0, 65536).Select(bits => BitConverter.UInt16BitsToHalf((ushort)bits)).Where(Half.IsFinite)];
        var numbers = new float[all.Length];
        Float16Codec.Widen(all, numbers);

        Assert.Equal(all.Select(half => BitConverter.SingleToInt32Bits((float)half)), numbers.Select(BitConverter.SingleToInt32Bits));
    }

    [Fact]
    public void Eight_bits_are_wrong_by_half_a_step_at_most()
    {
        var numbers = Logits(1000, 2, spread: 20);
        var back = Back(new ByteCodec("logits", 10), numbers, 100);

        foreach (var (row, read) in numbers.Chunk(10).Zip(back.Chunk(10)))
        {
            var half = (row.Max() - row.Min()) / 510 * 1.0001;
            Assert.All(row.Zip(read), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, half));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void The_best_classes_keep_their_probability_and_the_rest_its_mass(double temperature)
    {
        var numbers = Logits(50, 3, spread: 8);
        var (p, q) = (
            Softmax(numbers, temperature),
            Softmax(Back(new TopClassesCodec("logits", 50, 5, temperature, isExact: true), numbers, 1), temperature)
        );
        int[] best = [.. Enumerable.Range(0, 50).OrderByDescending(c => numbers[c]).Take(5)];

        Assert.All(best, c => Assert.Equal(p[c], q[c], 1e-6));
        Assert.Equal(1 - best.Sum(c => p[c]), 1 - best.Sum(c => q[c]), 1e-6);
        Assert.Single(q.Where((_, c) => !best.Contains(c)).Select(share => Math.Round(share, 9)).Distinct());
    }

    [Theory]
    [InlineData(1, 12, 4)]
    [InlineData(4, 12, 4)]
    [InlineData(2, 300, 16)]
    public void Drawn_classes_have_no_bias_and_the_best_classes_alone_have_one(double temperature, int classes, int kept)
    {
        const int Trials = 40_000;
        var numbers = Logits(classes, 4, spread: 4);
        var p = Softmax(numbers, temperature);
        var mean = new double[classes];
        var codec = new DrawnClassesCodec("logits", classes, kept, temperature);
        for (var trial = 0; trial < Trials; trial++)
        {
            var q = Softmax(Back(codec, numbers, 1, new RandomStream(1, "drawn classes").At((ulong)trial)), temperature);
            for (var c = 0; c < classes; c++)
            {
                mean[c] += q[c] / Trials;
            }
        }

        // The share of a class among k draws has variance p·(1 − p)/k; the gradient of the cross-entropy by the student's logits is the
        // student's probabilities less these shares, so it has the same bias.
        for (var c = 0; c < classes; c++)
        {
            var deviation = Math.Sqrt(p[c] * (1 - p[c]) / kept / Trials);
            Assert.InRange(Math.Abs(mean[c] - p[c]), 0, (5 * deviation) + 1e-7);
        }

        var best = Enumerable.Range(0, classes).OrderByDescending(c => numbers[c]).Take(kept).ToArray();
        var mass = best.Sum(c => p[c]);
        Assert.True(best.Max(c => (p[c] / mass) - p[c]) > 0.01, "the best classes alone, brought to a sum of 1, are biased");
    }

    [Fact]
    public void Draws_of_one_address_are_the_same_and_of_another_are_not()
    {
        var numbers = Logits(500, 5, spread: 3);
        var codec = new DrawnClassesCodec("logits", 500, 16, 1);
        var stream = new RandomStream(7, "drawn classes");

        Assert.Equal(Back(codec, numbers, 1, stream.At(3, 0)), Back(codec, numbers, 1, stream.At(3, 0)));
        Assert.NotEqual(Back(codec, numbers, 1, stream.At(3, 0)), Back(codec, numbers, 1, stream.At(3, 1)));
    }

    [Fact]
    public void Sixteen_of_128000_classes_take_less_than_120_bytes()
    {
        var codec = new DrawnClassesCodec("logits", 128_000, 16, 1);

        Assert.InRange(codec.PlaceBytes + StoreLayout.Sample.Bytes + StoreLayout.View.Bytes, 1, 119);
        var numbers = Logits(128_000, 6, spread: 12);
        var q = Softmax(Back(codec, numbers, 1), 1);
        Assert.Equal(1, q.Sum(), 1e-5);
        Assert.InRange(q.Count(share => share > 0), 1, 16);
    }

    private static float[] Back(AnswerCodec codec, float[] numbers, int places, RandomStream random = default)
    {
        var bytes = new byte[places * codec.PlaceBytes];
        var back = new float[numbers.Length];
        codec.Encode(numbers, places, bytes, ref random);
        codec.Decode(bytes, places, back);
        return back;
    }

    private static float[] Logits(int count, ulong seed, double spread)
    {
        var stream = new RandomStream(seed, "logits");
        var numbers = new float[count];
        foreach (ref var number in numbers.AsSpan())
        {
            number = (float)(spread * stream.NextNormal() / 2);
        }

        return numbers;
    }

    private static double[] Softmax(float[] logits, double temperature)
    {
        var most = logits.Max();
        double[] powers = [.. logits.Select(z => Math.Exp((z - most) / temperature))];
        return [.. powers.Select(power => power / powers.Sum())];
    }
}
