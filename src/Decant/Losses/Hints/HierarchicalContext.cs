using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Losses.Hints;

/// <summary>
/// (MSE + ½·MSE_4 + ¼·MSE_2 + ⅛·MSE_1)/(1 + ½ + ¼ + ⅛), MSE_l between images averaged to l×l. A level that is not smaller than the image is
/// left out, and the next one takes its factor, as in the paper's code. Chen et al. 2021, arXiv:2104.09044, section 3.3.
/// </summary>
internal static class HierarchicalContext
{
    private static readonly int[] s_levels = [4, 2, 1];

    /// <summary>The distance of two images [N, C, H, W] of one shape.</summary>
    public static Value Distance(Value student, Value teacher)
    {
        var difference = student - teacher;
        var (sum, factor, total) = (MeanSquare(difference), 1.0, 1.0);
        foreach (var level in s_levels.Where(level => level < student.Shape[2].Size && level < student.Shape[3].Size))
        {
            factor /= 2;
            total += factor;
            // The mean of a difference is the difference of the means.
            sum += MeanSquare(difference.Averaged(level, level)) * factor;
        }

        return sum * (1 / total);
    }

    private static Value MeanSquare(Value x) => (x * x).ReduceMean();
}
