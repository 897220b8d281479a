using System.Text.Json;
using Decant.Evidence;
using Decant.Runs;

namespace Decant.Reporting;

/// <summary>The part <c>costs</c> of <c>summary.json</c>: by stated prices, what answers and trainings cost.</summary>
internal static class CostJson
{
    public static void Write(Utf8JsonWriter json, Run run)
    {
        if (RunCosts.Of(run) is not { } costs)
        {
            json.WriteNull("costs");
            return;
        }

        var rates = run.Rates;
        json.WriteStartObject("costs");
        json.WriteStartObject("stated");
        json.WriteFinite("watts", rates.Watts);
        json.WriteFinite("pricePerKilowattHour", rates.PricePerKilowattHour);
        json.WriteFinite("gramsPerKilowattHour", rates.GramsPerKilowattHour);
        json.WriteString("currency", rates.Currency);
        json.WriteFinite("pricePerHour", rates.PricePerHour);
        json.WriteEndObject();
        Write(json, "teacherMillionAnswers", costs.Teacher);
        Write(json, "studentMillionAnswers", costs.Student);
        json.WriteFinite("makingSeconds", costs.MakingTime.TotalSeconds);
        Write(json, "making", costs.Making);
        Write(json, "teacherTraining", costs.TeacherMaking);
        Write(json, "run", costs.Whole);
        json.WriteFinite("paysAfterAnswers", costs.PaysAfter);
        json.WriteEndObject();
    }

    /// <summary>Energy of a model's answers.</summary>
    public static void Write(Utf8JsonWriter json, EnergyUse? energy)
    {
        if (energy is null)
        {
            json.WriteNull("energy");
            return;
        }

        json.WriteStartObject("energy");
        json.WriteFinite("joulesPerAnswer", energy.JoulesPerAnswer);
        json.WriteString("source", JsonText.Word(energy.Source));
        json.WriteNumber("batch", energy.Batch);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, Expense? expense)
    {
        if (expense is not { } cost)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteFinite("kilowattHours", cost.KilowattHours);
        json.WriteFinite("grams", cost.Grams);
        json.WriteFinite("money", cost.Money);
        json.WriteEndObject();
    }
}
