using Decant.Engine.Graphs;

namespace Decant.Adoption;

/// <summary>
/// Tells numbers that follow a formula from learnt ones. Ramps, powers and waves obey t(k+1) = p·t(k) − q·t(k−1), q = 1 but for powers; for
/// all of them t(k)² − t(k−1)·t(k+1) is the same at every k (Cassini's and d'Ocagne's identities; 0 for powers, 1 for k itself, sin²a for
/// waves of step a, whatever their phase and height). Tables of positions, Fourier transforms under any window, grids and ALiBi slopes all
/// do; learnt numbers never.
/// </summary>
internal static class FormulaNumbers
{
    private const int Fewest = 5;
    private const double Tolerance = 1e-3;
    private const double Masking = -1e4;
    private const double Agreeing = 0.9;
    private const int FewestFilters = 8;

    /// <summary>Whether all are one number.</summary>
    public static bool IsFilled(ReadOnlySpan<float> numbers) => !numbers.IsEmpty && !numbers.ContainsAnyExcept(numbers[0]);

    /// <summary>Whether one of them, added, hides what it is added to.</summary>
    public static bool IsMask(ReadOnlySpan<float> numbers) => numbers.IndexOfAnyInRange(float.NegativeInfinity, (float)Masking) >= 0;

    /// <summary>Whether all are whole, and not all 0 or all 1, which is how biases and scales begin.</summary>
    public static bool IsTable(ReadOnlySpan<float> numbers)
    {
        foreach (var number in numbers)
        {
            if (MathF.Round(number) != number)
            {
                return false;
            }
        }

        return !IsFilled(numbers) || numbers[0] is not (0 or 1);
    }

    /// <summary>Whether they are made by a formula.</summary>
    public static bool IsMade(Tensor data) => IsSequence(data) || IsFilterBank(data) || IsOneFilter(data);

    // Along one of the axes every line is a ramp, powers or a wave; lines that hardly change say nothing, but half of them must say it.
    private static bool IsSequence(Tensor data)
    {
        ReadOnlySpan<float> numbers = data.Span<float>();
        var sizes = data.Dimensions;
        for (var axis = 0; axis < sizes.Length; axis++)
        {
            var (size, run, made, lines) = (sizes[axis], Product(sizes[(axis + 1)..]), 0, data.Count / Math.Max(1, sizes[axis]));
            if (size < Fewest)
            {
                continue;
            }

            var isMade = true;
            for (long line = 0; line < lines && isMade; line++)
            {
                var place = (line / run * run * size) + (line % run);
                var verdict = IsSequence(numbers, place, size, run);
                isMade = verdict != false;
                made += verdict == true ? 1 : 0;
            }

            if (isMade && 2 * made >= lines)
            {
                return true;
            }
        }

        return false;
    }

    // Null where the line hardly changes.
    private static bool? IsSequence(ReadOnlySpan<float> numbers, long start, int size, long step)
    {
        var line = new double[size];
        for (var k = 0; k < size; k++)
        {
            line[k] = numbers[checked((int)(start + (k * step)))];
        }

        var (largest, spread) = (line.Max(Math.Abs), line.Max() - line.Min());
        if (spread <= Tolerance * largest)
        {
            return null;
        }

        if (!double.IsFinite(largest) || 2 * line.Count(number => number != 0) < size)
        {
            return false;
        }

        double[] differences = [.. Enumerable.Range(1, size - 2).Select(k => (line[k] * line[k]) - (line[k - 1] * line[k + 1]))];
        var median = differences.Order().ElementAt(differences.Length / 2);
        // A line's largest number is no measure for the others: one that stands out would make all of them look alike. Below a millionth of
        // it is rounding.
        var agreeing = differences.Where(
            (difference, k) =>
                Math.Abs(difference - median)
                <= Tolerance
                    * Math.Min(largest * spread, (line[k + 1] * line[k + 1]) + Math.Abs(line[k] * line[k + 2]) + (1e-6 * largest * spread))
        );
        return agreeing.Count() >= Agreeing * differences.Length;
    }

    // Triangles next to each other, as in mel and ERB banks: none negative, most 0, each filter in one piece.
    private static bool IsFilterBank(Tensor data)
    {
        int[] sizes = [.. data.Dimensions.ToArray().Where(size => size > 1)];
        ReadOnlySpan<float> numbers = data.Span<float>();
        return sizes is [>= FewestFilters, >= FewestFilters]
            && numbers.IndexOfAnyInRange(float.NegativeInfinity, -float.Epsilon) < 0
            && 2L * numbers.Count(0f) > numbers.Length
            && !IsFilled(numbers)
            && (InOnePiece(numbers, sizes[0], sizes[1], sizes[1], 1) || InOnePiece(numbers, sizes[1], sizes[0], 1, sizes[1]));
    }

    private static bool InOnePiece(ReadOnlySpan<float> numbers, int lines, int size, int lineStep, int step)
    {
        for (var line = 0; line < lines; line++)
        {
            var (pieces, inside) = (0, false);
            for (var k = 0; k < size; k++)
            {
                var isOn = numbers[(line * lineStep) + (k * step)] > 0;
                pieces += isOn && !inside ? 1 : 0;
                inside = isOn;
            }

            if (pieces > 1)
            {
                return false;
            }
        }

        return true;
    }

    // A depthwise kernel that does the same to every channel: a blur, an edge filter.
    private static bool IsOneFilter(Tensor data)
    {
        if (data.Dimensions is not [> 1, 1, _, _] || data.Dimensions[2] * data.Dimensions[3] < 2)
        {
            return false;
        }

        ReadOnlySpan<float> numbers = data.Span<float>();
        var size = data.Dimensions[2] * data.Dimensions[3];
        for (var channel = 1; channel < data.Dimensions[0]; channel++)
        {
            if (!numbers.Slice(channel * size, size).SequenceEqual(numbers[..size]))
            {
                return false;
            }
        }

        return numbers[0] != 0 || !IsFilled(numbers);
    }

    private static long Product(ReadOnlySpan<int> sizes)
    {
        var product = 1L;
        foreach (var size in sizes)
        {
            product *= size;
        }

        return product;
    }
}
