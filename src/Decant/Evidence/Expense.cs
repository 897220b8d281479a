using Decant.Runs;

namespace Decant.Evidence;

/// <summary>What something took, in energy, carbon dioxide and money.</summary>
/// <param name="KilowattHours">Energy, 0 or more.</param>
/// <param name="Grams">Grams of carbon dioxide, 0 or more.</param>
/// <param name="Money">In the currency of the rates, 0 or more.</param>
internal readonly record struct Expense(double KilowattHours, double Grams, double Money)
{
    private const double JoulesPerKilowattHour = 3.6e6;

    /// <summary>grams = kWh · grams per kWh; money = kWh · price per kWh + hours · price per hour.</summary>
    /// <param name="joules">Energy.</param>
    /// <param name="time">How long the machine was taken.</param>
    /// <param name="rates">What these cost.</param>
    public static Expense Of(double joules, TimeSpan time, CostRates rates)
    {
        var energy = joules / JoulesPerKilowattHour;
        return new(
            energy,
            energy * rates.GramsPerKilowattHour,
            (energy * rates.PricePerKilowattHour) + (time.TotalHours * rates.PricePerHour)
        );
    }

    /// <summary>Of work that keeps all cores busy: joules = seconds · watts.</summary>
    public static Expense Of(TimeSpan time, CostRates rates) => Of(time.TotalSeconds * rates.Watts, time, rates);
}
