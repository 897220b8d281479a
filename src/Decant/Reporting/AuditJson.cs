using System.Text.Json;
using Decant.Auditing;
using Decant.Evidence;

namespace Decant.Reporting;

/// <summary>An audit for programs.</summary>
internal static class AuditJson
{
    /// <summary>The content of <c>audit.json</c>.</summary>
    public static string Of(AuditFindings findings) =>
        JsonText.Indented(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("format", 1);
            json.WriteString("recipe", findings.Name);
            json.WriteString("task", findings.Task);
            json.WriteString("teacher", findings.Teacher);
            json.WriteStartObject("samples");
            json.WriteNumber("train", findings.Samples.Train);
            json.WriteNumber("validation", findings.Samples.Validation);
            json.WriteNumber("test", findings.Samples.Test);
            json.WriteEndObject();
            json.WriteStrings("classes", findings.Names);
            json.WriteStartObject("validationMetrics");
            foreach (var measure in findings.Measures)
            {
                json.WriteFinite(measure.Name, measure.Value);
            }

            json.WriteEndObject();
            if (findings.Answers is { } answers)
            {
                WriteAnswers(json, answers, findings);
            }

            WriteDuplicates(json, findings.Duplicates);
            if (findings.Ranking is { } ranking)
            {
                WriteRanking(json, ranking);
            }

            json.WriteStartArray("notices");
            foreach (var notice in findings.Notices)
            {
                json.WriteStartObject();
                json.WriteString("kind", JsonText.Word(notice.Kind));
                json.WriteString("sentence", notice.Sentence);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStrings("omitted", findings.Omitted);
            json.WriteEndObject();
        });

    private static void WriteAnswers(Utf8JsonWriter json, AnswerFindings answers, AuditFindings findings)
    {
        json.WriteStartObject("score");
        json.WriteNumber("accuracy", answers.Score.Accuracy);
        WriteInterval(json, answers.Score.Interval);
        json.WriteNumber("majority", answers.Score.MajorityShare);
        json.WriteBoolean("isChance", answers.Score.IsChance);
        json.WriteEndObject();
        json.WriteStartObject("calibration");
        json.WriteNumber("expectedCalibrationError", answers.Reliability.Error);
        json.WriteNumber("overconfidence", answers.Reliability.Overconfidence);
        json.WriteNumber("temperature", answers.CalibratingTemperature);
        WriteList(json, "reliability", answers.Reliability.Bins, bin =>
        {
            json.WriteNumber("count", bin.Count);
            json.WriteNumber("confidence", bin.Confidence);
            json.WriteNumber("accuracy", bin.Accuracy);
        });
        json.WriteEndObject();
        WriteList(json, "entropy", answers.Entropies, at =>
        {
            json.WriteNumber("temperature", at.Temperature);
            json.WriteNumber("nats", at.Entropy);
            json.WriteNumber("shareOfLargest", at.EntropyShare);
            json.WriteNumber("outsideAnswer", at.RestMass);
        });
        json.WriteStartObject("suggestion");
        json.WriteNumber("lowestTemperature", answers.Advice.Low);
        json.WriteNumber("highestTemperature", answers.Advice.High);
        json.WriteNumber("temperature", answers.Advice.Temperature);
        json.WriteString("temperatureReason", answers.Advice.TemperatureReason);
        json.WriteNumber("weight", answers.Advice.Weight);
        json.WriteNumber("labelWeight", answers.Advice.LabelWeight);
        json.WriteString("weightReason", answers.Advice.WeightReason);
        json.WriteEndObject();
        WriteList(json, "recall", answers.Classes, one =>
        {
            json.WriteString("class", ClassName.Of(findings.Names, one.Class));
            json.WriteNumber("recall", one.Recall);
            WriteInterval(json, one.Interval);
            json.WriteNumber("samples", one.Samples);
        });
        WriteList(json, "confusions", answers.Confusions, one =>
        {
            json.WriteString("label", ClassName.Of(findings.Names, one.Label));
            json.WriteString("answer", ClassName.Of(findings.Names, one.Answer));
            json.WriteNumber("count", one.Count);
            json.WriteNumber("share", one.Share);
        });
        if (answers.LabelErrors is { } errors)
        {
            WriteList(json, "labelErrors", errors, error =>
            {
                json.WriteNumber("validationSample", error.Sample);
                json.WriteString("given", ClassName.Of(findings.Names, error.Given));
                json.WriteString("likely", ClassName.Of(findings.Names, error.Likely));
                json.WriteNumber("confidence", error.Confidence);
                json.WriteNumber("margin", error.Margin);
            });
        }

        json.WriteStartObject("classOrder");
        json.WriteBoolean("isDatas", answers.Order is null);
        json.WriteString("remedy", answers.OrderRemedy);
        json.WriteEndObject();
        json.WriteStartObject("inherited");
        json.WriteNumber("wrong", answers.Mistakes.Wrong);
        json.WriteNumber("sure", answers.Mistakes.Sure);
        json.WriteNumber("sureAndWrong", answers.Mistakes.SureAndWrong);
        json.WriteNumber("shareOfWrong", answers.Mistakes.Share);
        json.WriteStartArray("validationSamples");
        foreach (var sample in answers.Mistakes.Worst)
        {
            json.WriteNumberValue(sample);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRanking(Utf8JsonWriter json, TeacherRanking ranking)
    {
        json.WriteStartObject("candidates");
        json.WriteString("metric", ranking.Metric.Name);
        json.WriteNumber("epochs", ranking.Epochs);
        json.WriteString("advice", ranking.Advice);
        WriteList(json, "teachers", ranking.Candidates, candidate =>
        {
            json.WriteString("name", candidate.Name);
            if (candidate.Problem is { } problem)
            {
                json.WriteString("problem", problem);
                return;
            }

            json.WriteNumber("parameters", candidate.Parameters!.Value);
            json.WriteFinite("score", candidate.Score!.Value);
            json.WriteStartArray("students");
            foreach (var student in candidate.Students)
            {
                json.WriteNumberValue(student);
            }

            json.WriteEndArray();
        });
        json.WriteEndObject();
    }

    private static void WriteDuplicates(Utf8JsonWriter json, DuplicateSamples duplicates)
    {
        json.WriteStartObject("duplicates");
        Pairs("trainAndTest", duplicates.InTest);
        Pairs("trainAndValidation", duplicates.InValidation);
        Pairs("insideTrain", duplicates.InTraining);
        Pairs("insideTrainWithOtherLabels", duplicates.Contradictions);
        json.WriteEndObject();

        void Pairs(string name, IReadOnlyList<DuplicatePair> pairs) => WriteList(json, name, pairs, pair =>
            {
                json.WriteNumber("train", pair.Training);
                json.WriteNumber("other", pair.Other);
            });
    }

    private static void WriteInterval(Utf8JsonWriter json, Interval interval)
    {
        json.WriteNumber("low", interval.Low);
        json.WriteNumber("high", interval.High);
    }

    private static void WriteList<T>(Utf8JsonWriter json, string name, IEnumerable<T> all, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var one in all)
        {
            json.WriteStartObject();
            write(one);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
