using Decant.Options;
using Decant.Runs;

namespace Decant.Recipes;

/// <summary>What energy and time are taken to cost; nothing of it changes a result.</summary>
internal sealed record CostSettings : Settings, ISettings
{
    private static readonly Option<double> s_watts = Option.Number(
        "watts",
        CostRates.UsualWatts,
        "Power while all cores that the program may use are busy, an assumption: training is told by it, and answers where the processor's "
            + "counter cannot be read.",
        above: 0,
        unit: "W"
    );
    private static readonly Option<double> s_price = Option.Number(
        "price-per-kwh",
        CostRates.UsualPrice,
        "Price of energy, an assumption.",
        atLeast: 0,
        unit: "currency / kWh"
    );
    private static readonly Option<double> s_grams = Option.Number(
        "grams-per-kwh",
        CostRates.UsualGrams,
        "Carbon dioxide of energy, an assumption: it differs by country and hour.",
        atLeast: 0,
        unit: "g / kWh"
    );
    private static readonly Option<string> s_currency = Option.Text("currency", CostRates.UsualCurrency, "What prices are in.");
    private static readonly Option<double> s_hour = Option.Number(
        "price-per-hour",
        0,
        "What an hour of the machine costs besides its energy, such as rent.",
        atLeast: 0,
        unit: "currency / h"
    );

    static OptionSet ISettings.Options { get; } = OptionSet.DeclaredIn(typeof(CostSettings));

    /// <summary>All of it as facts of a run.</summary>
    public CostRates Rates =>
        new()
        {
            Watts = Get(s_watts),
            PricePerKilowattHour = Get(s_price),
            GramsPerKilowattHour = Get(s_grams),
            Currency = Get(s_currency),
            PricePerHour = Get(s_hour),
        };
}
