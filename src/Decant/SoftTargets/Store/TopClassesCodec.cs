using System.Runtime.InteropServices;
using Decant.Engine.Randomness;
using Decant.Engine.Weights;

namespace Decant.SoftTargets.Store;

/// <summary>
/// The k best classes: their numbers [.., k], ln p of each at temperature T in F32 or F16 [.., k], and the mass of the rest in F32 [.., 1].
/// What comes back are logits T·ln p; the rest is spread evenly over the other classes. Where only the mass of the rest is compared,
/// nothing is lost; where each class is, the answer is biased (Anshumann et al. 2025, arXiv:2503.16870).
/// </summary>
internal sealed class TopClassesCodec(string name, int width, int top, double temperature, bool isExact) : AnswerCodec(width)
{
    private readonly ClassNumbers _classes = new(width);

    public override IReadOnlyList<StoredPart> Parts { get; } =
    [
        new($"{name}.rest", StoredElement.Find("F32"), 1),
        new(name, isExact ? StoredElement.Find("F32") : StoredElement.Float16, top),
        new($"{name}.classes", new ClassNumbers(width).Element, top),
    ];

    public override void Encode(ReadOnlySpan<float> numbers, int places, Span<byte> bytes, ref RandomStream random)
    {
        Split(bytes, places, out var rests, out var probabilities, out var classes);
        var best = new int[top];
        var logarithms = new float[top];
        for (var place = 0; place < places; place++)
        {
            var row = numbers.Slice(place * Width, Width);
            Best(row, best);
            var sum = Softened.LogSum(row, temperature);
            for (var i = 0; i < top; i++)
            {
                logarithms[i] = (float)((row[best[i]] / temperature) - sum);
                _classes.Write(classes[(place * Parts[2].Bytes)..], i, best[i]);
            }

            MemoryMarshal.Cast<byte, float>(rests)[place] = (float)Rest(row, best, sum);
            var to = probabilities.Slice(place * Parts[1].Bytes, Parts[1].Bytes);
            if (isExact)
            {
                logarithms.CopyTo(MemoryMarshal.Cast<byte, float>(to));
            }
            else
            {
                Float16Codec.Round(logarithms, MemoryMarshal.Cast<byte, Half>(to));
            }
        }
    }

    public override void Decode(ReadOnlySpan<byte> bytes, int places, Span<float> numbers)
    {
        var rests = bytes[..(places * sizeof(float))];
        var probabilities = bytes[rests.Length..];
        var classes = probabilities[(places * Parts[1].Bytes)..];
        for (var place = 0; place < places; place++)
        {
            var row = numbers.Slice(place * Width, Width);
            var rest = MemoryMarshal.Cast<byte, float>(rests)[place];
            row.Fill((float)(temperature * (rest > 0 ? Math.Max(Softened.LnZero, Math.Log(rest / (Width - top))) : Softened.LnZero)));
            var from = probabilities.Slice(place * Parts[1].Bytes, Parts[1].Bytes);
            for (var i = 0; i < top; i++)
            {
                var logarithm = isExact ? MemoryMarshal.Cast<byte, float>(from)[i] : (float)MemoryMarshal.Cast<byte, Half>(from)[i];
                row[_classes.Read(classes[(place * Parts[2].Bytes)..], i)] = (float)(temperature * logarithm);
            }
        }
    }

    private void Split(Span<byte> bytes, int places, out Span<byte> rests, out Span<byte> probabilities, out Span<byte> classes)
    {
        rests = bytes[..(places * Parts[0].Bytes)];
        probabilities = bytes.Slice(rests.Length, places * Parts[1].Bytes);
        classes = bytes[(rests.Length + probabilities.Length)..];
    }

    // Added up by itself, not 1 − P, in which all digits may cancel.
    private double Rest(ReadOnlySpan<float> row, ReadOnlySpan<int> best, double sum)
    {
        var rest = 0.0;
        for (var c = 0; c < row.Length; c++)
        {
            rest += best.Contains(c) ? 0 : Math.Exp((row[c] / temperature) - sum);
        }

        return rest;
    }

    // The first of equal classes wins, as in TopK.
    private static void Best(ReadOnlySpan<float> row, Span<int> best)
    {
        var count = 0;
        for (var c = 0; c < row.Length; c++)
        {
            if (count == best.Length && row[c] <= row[best[^1]])
            {
                continue;
            }

            var place = Math.Min(count, best.Length - 1);
            while (place > 0 && row[c] > row[best[place - 1]])
            {
                best[place] = best[place - 1];
                place--;
            }

            best[place] = c;
            count = Math.Min(count + 1, best.Length);
        }
    }
}
