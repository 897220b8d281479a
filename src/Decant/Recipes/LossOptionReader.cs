using Decant.Engine;
using Decant.Losses;
using Decant.Options;

namespace Decant.Recipes;

/// <summary>Reads options of one loss, written as <c>temperature=2</c>, as a recipe would understand them.</summary>
internal static class LossOptionReader
{
    /// <summary>
    /// The loss for a computation without a training: without weight and name. Names of values inside networks may be left out.
    /// </summary>
    /// <param name="loss">The loss.</param>
    /// <param name="arguments">Options such as <c>temperature=2</c>, later ones after earlier ones.</param>
    /// <exception cref="DecantException">An option is unknown, missing or out of range; the message holds all problems, one in each
    /// line.</exception>
    public static DistillationLoss Read(DistillationLoss loss, IEnumerable<string> arguments)
    {
        var reading = new OptionReading();
        var written = OptionArguments.Section(arguments, reading, "--option temperature=4");
        if (written.Find(loss.WeightKey) is { } weight)
        {
            reading
                .At(loss.WeightKey)
                .Report(weight.KeyPlace, "no weight is applied here: the value is that of the formula alone", "Leave the option out.");
            written = new WrittenMap([.. written.Entries.Where(entry => entry != weight)], default);
        }

        var all = CalculatorOptions.Of(loss);
        var options = OptionSet.Of(
            all.Noun,
            all.Where(option => !CalculatorOptions.IsValueName(option) || written.Find(option.Key) is not null)
        );
        var values = options.Read(written, reading);
        OptionArguments.RequireNone(loss.Name, reading);
        return loss with { Values = values };
    }
}
