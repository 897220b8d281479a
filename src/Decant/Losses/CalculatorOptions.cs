using Decant.Engine;
using Decant.Options;

namespace Decant.Losses;

/// <summary>The options of a loss outside a training: without weight and name, no number that follows the time, no projection.</summary>
internal static class CalculatorOptions
{
    private const string Projection = "projection";
    private const string Off = "off";

    /// <summary>The options that change what is computed.</summary>
    public static OptionSet Of(DistillationLoss loss) => OptionSet.Of("option", loss.FormulaOptions);

    /// <summary>Whether an option says nothing but how a value inside a network is called.</summary>
    public static bool IsValueName(Option option) => option is { IsRequired: true } and (Option<string> or Option<ValueList<string>>);

    /// <summary>The loss with names for the given arrays, and without projection unless it was asked for.</summary>
    /// <exception cref="DecantException">A number is not constant.</exception>
    public static DistillationLoss Complete(DistillationLoss loss, LossArrays arrays)
    {
        var options = loss.Values;
        foreach (var option in Of(loss))
        {
            if (options.Held(option) is ScheduledNumber number && (!number.IsConstant || number.IsSuggested))
            {
                throw new DecantException(
                    $"{loss.Name}: {option.Key}: expected a number, received one that changes while a training goes "
                        + $"on or that a teacher decides, and here is neither. Give the number of one moment."
                );
            }

            if (IsValueName(option) && !options.IsGiven(option))
            {
                options = options.Holding(
                    option,
                    option is Option<string>
                        ? option.Key
                        : new ValueList<string>([.. arrays.Student.Select((_, k) => $"{option.Key}-{k + 1}")])
                );
            }
            else if (
                option.Key == Projection
                && !options.IsGiven(option)
                && option.TryRead(new WrittenScalar(Off, default), new OptionReading(), out var off)
            )
            {
                options = options.Holding(option, off);
            }
        }

        return loss with
        {
            Values = options,
        };
    }
}
