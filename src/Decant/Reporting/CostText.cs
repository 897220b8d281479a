using System.Globalization;
using Decant.Evidence;
using Decant.Runs;

namespace Decant.Reporting;

/// <summary>What a run cost, in sentences. What is not measured says so.</summary>
internal static class CostText
{
    /// <summary>Whether energy was measured, in a word.</summary>
    public static string Source(Run run) =>
        Energies(run).Any(energy => energy.Source == EnergySource.Estimate) ? "estimated" : "measured by the processor’s counter";

    /// <summary>Whether the energy of any answers is known.</summary>
    public static bool IsKnown(Run run) => Energies(run).Any();

    /// <summary>A million answers of both, and when the student has paid; empty where that is not known.</summary>
    public static string Answers(Run run) =>
        RunCosts.Of(run) is { Student: { } student } costs
            ? $"A million answers of the student take {Quantity.Energy(student.KilowattHours)}"
                + $"{(costs.Teacher is { } teacher ? $", of the teacher {Quantity.Energy(teacher.KilowattHours)}" : "")} ({Source(run)}). {Paying(costs)}".TrimEnd()
            : "";

    /// <summary>What making the student cost.</summary>
    public static string Making(Run run)
    {
        if (RunCosts.Of(run) is not { } costs)
        {
            return "";
        }

        var teacher = costs is { TeacherTime: { } time, TeacherMaking: { } making }
            ? $" Training the teacher took {Quantity.Duration(time)}: {Words(making, run.Rates)}."
            : "";
        return $"Making the student, with the answers of its teacher, took {Quantity.Duration(costs.MakingTime)}: {Words(costs.Making, run.Rates)}."
            + $"{teacher} The whole run, with all that was compared: {Words(costs.Whole, run.Rates)}. These are estimates: time × watts.";
    }

    /// <summary>When the student has paid; empty where there is no teacher to compare with.</summary>
    public static string Paying(RunCosts costs) =>
        costs is not { Teacher: not null, Student: not null } ? ""
        : costs.PaysAfter is { } answers
            ? $"Next to asking the teacher, making the student has paid after about {Quantity.About(answers)} answers."
        : "The student’s answers cost no less than the teacher’s, so making it does not pay.";

    /// <summary>What is taken for granted.</summary>
    public static string Assumptions(Run run)
    {
        var rates = run.Rates;
        var hour = rates.PricePerHour > 0 ? $", {Number(rates.PricePerHour)} {rates.Currency} for each hour of the machine" : "";
        return $"Stated, not measured: {Number(rates.Watts)} W while all {Quantity.Count(run.Environment.Cores)} cores are busy, "
            + $"{Number(rates.PricePerKilowattHour)} {rates.Currency} and {Number(rates.GramsPerKilowattHour)} g of CO₂ for each kWh{hour}.";
    }

    /// <summary>Energy, carbon dioxide and money in a row.</summary>
    public static string Words(Expense expense, CostRates rates) =>
        $"{Quantity.Energy(expense.KilowattHours)}, {Quantity.Grams(expense.Grams)} of CO₂, {Quantity.Money(expense.Money, rates.Currency)}";

    private static IEnumerable<EnergyUse> Energies(Run run) =>
        run
            .Arms.Where(arm => arm.Name is ArmNames.Teacher or ArmNames.Distilled)
            .Select(arm => arm.Seeds[0].Model.Energy)
            .OfType<EnergyUse>();

    private static string Number(double number) => number.ToString("0.####", CultureInfo.InvariantCulture);
}
