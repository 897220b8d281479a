namespace Decant.Runs;

/// <summary>What energy and time are taken to cost. The values here are assumptions for whoever states none.</summary>
internal sealed record CostRates
{
    /// <summary>Power where none is stated: that of a usual desktop processor under load.</summary>
    public const double UsualWatts = 65;

    /// <summary>Price of a kilowatt hour where none is stated.</summary>
    public const double UsualPrice = 0.30;

    /// <summary>Emissions of a kilowatt hour where none are stated.</summary>
    public const double UsualGrams = 400;

    /// <summary>The currency where none is stated.</summary>
    public const string UsualCurrency = "EUR";

    /// <summary>Power of the processor in watts while all cores that the process may use are busy; over 0.</summary>
    public double Watts { get; init; } = UsualWatts;

    /// <summary>Price of a kilowatt hour, 0 or more.</summary>
    public double PricePerKilowattHour { get; init; } = UsualPrice;

    /// <summary>Grams of carbon dioxide for each kilowatt hour, 0 or more.</summary>
    public double GramsPerKilowattHour { get; init; } = UsualGrams;

    /// <summary>What prices are in, such as <c>EUR</c>.</summary>
    public string Currency { get; init; } = UsualCurrency;

    /// <summary>What an hour of the machine costs besides its energy, such as rent; 0 or more.</summary>
    public double PricePerHour { get; init; }
}
