using Decant.Engine.Randomness;

namespace Decant.SoftTargets.Store;

/// <summary>
/// k classes drawn with replacement by the teacher's probabilities at temperature T, in ascending order [.., k]; a class may be there
/// several times. What comes back are logits T·ln(times/k): soft targets whose mean over all draws is the teacher's answer, so the gradient
/// of the cross-entropy at this temperature has no bias. Anshumann et al. 2025, "Sparse Logit Sampling", arXiv:2503.16870, section 4.
/// </summary>
internal sealed class DrawnClassesCodec(string name, int width, int draws, double temperature) : AnswerCodec(width)
{
    private readonly ClassNumbers _classes = new(width);

    public override IReadOnlyList<StoredPart> Parts { get; } = [new($"{name}.drawn", new ClassNumbers(width).Element, draws)];

    public override void Encode(ReadOnlySpan<float> numbers, int places, Span<byte> bytes, ref RandomStream random)
    {
        Span<double> uniform = draws <= 256 ? stackalloc double[draws] : new double[draws];
        for (var place = 0; place < places; place++)
        {
            var row = numbers.Slice(place * Width, Width);
            foreach (ref var number in uniform)
            {
                number = random.NextDouble();
            }

            // In order, one pass over the classes finds them all.
            uniform.Sort();
            var sum = Softened.LogSum(row, temperature);
            var (below, drawn) = (0.0, 0);
            var to = bytes.Slice(place * Parts[0].Bytes, Parts[0].Bytes);
            var last = 0;
            for (var c = 0; c < Width && drawn < draws; c++)
            {
                var probability = Math.Exp((row[c] / temperature) - sum);
                below += probability;
                last = probability > 0 ? c : last;
                while (drawn < draws && uniform[drawn] < below)
                {
                    _classes.Write(to, drawn++, c);
                }
            }

            // What rounding left of a sum of 1.
            while (drawn < draws)
            {
                _classes.Write(to, drawn++, last);
            }
        }
    }

    public override void Decode(ReadOnlySpan<byte> bytes, int places, Span<float> numbers)
    {
        numbers.Fill((float)(temperature * Softened.LnZero));
        for (var place = 0; place < places; place++)
        {
            var row = numbers.Slice(place * Width, Width);
            var from = bytes.Slice(place * Parts[0].Bytes, Parts[0].Bytes);
            for (var first = 0; first < draws; )
            {
                var (drawn, times) = (_classes.Read(from, first), 1);
                while (first + times < draws && _classes.Read(from, first + times) == drawn)
                {
                    times++;
                }

                row[drawn] = (float)(temperature * Math.Log((double)times / draws));
                first += times;
            }
        }
    }
}
