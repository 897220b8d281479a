using System.Globalization;
using Decant.Engine.Graphs;

namespace Decant.Engine.Onnx;

/// <summary>
/// What reading one file may cost beyond the file's own size: numbers that are counted out or computed from constants, and steps that
/// loops, branches and functions are written out as. A few bytes can ask for any amount; this is where it is refused, before memory is set
/// aside.
/// </summary>
internal sealed class ReadingBudget
{
    /// <summary>Numbers per file: eight square tables of 2,048 positions, a quarter of a gigabyte at most.</summary>
    public const long MostNumbers = 1L << 25;

    /// <summary>Steps per file.</summary>
    public const int MostSteps = 1 << 14;

    /// <summary>Values per file that are computed from the inputs before the rest of the graph is known.</summary>
    public const int MostQuestions = 1 << 8;

    private double _numbers;
    private int _questions;
    private long _steps;

    /// <summary>Accounts for numbers that are about to be made, or for the operations that make them, whichever are more.</summary>
    /// <exception cref="DecantException">They are more than any network needs.</exception>
    public void SpendNumbers(double count)
    {
        _numbers += Math.Max(0, count);
        if (!(_numbers <= MostNumbers))
        {
            throw new DecantException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"its constants are computed while the file is read, which would take {_numbers:N0} numbers so "
                        + $"far; at most {MostNumbers:N0} per file are allowed."
                ) + " Fold constants when exporting the model."
            );
        }
    }

    /// <summary>Accounts for a node that is about to be computed.</summary>
    /// <exception cref="DecantException">It is more than any network needs.</exception>
    public void Spend(Node node)
    {
        int[][] outputs = [.. node.Outputs.Select(output => output.Shape.Sizes())];
        SpendNumbers(
            outputs.Sum(sizes => sizes.Aggregate(1.0, (product, size) => product * size))
                + node.Operator.Flops([.. node.Inputs.Select(input => input?.Shape.Sizes())], outputs)
        );
    }

    /// <summary>
    /// Accounts for a value that is about to be computed from the inputs, because the rest of the graph depends on its numbers.
    /// </summary>
    /// <exception cref="DecantException">They are more than any network needs.</exception>
    public void SpendQuestion()
    {
        if (++_questions > MostQuestions)
        {
            throw new DecantException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"its form depends on more than {MostQuestions:N0} values that are computed while it runs. "
                        + $"Export the model with fewer conditions and rounds."
                )
            );
        }
    }

    /// <summary>Accounts for steps that are about to be written out.</summary>
    /// <exception cref="DecantException">They are more than any network has.</exception>
    public void SpendSteps(long count = 1)
    {
        _steps += count;
        if (_steps > MostSteps)
        {
            throw new DecantException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"its loops, branches and functions are written out as nodes, which would be more than "
                        + $"{MostSteps:N0}. Export the model with fewer rounds or calls."
                )
            );
        }
    }
}
