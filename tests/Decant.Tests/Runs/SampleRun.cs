using System.Collections.Concurrent;
using Decant.Engine.Randomness;
using Decant.Runs;
using Decant.Tasks.Classes;
using Decant.Tests.Evaluation;

namespace Decant.Tests.Runs;

/// <summary>Runs with known numbers, for everything that reads finished runs.</summary>
internal static class SampleRun
{
    public static readonly string[] Digits = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    private static readonly ConcurrentDictionary<int, Run> Made = new();

    private static readonly DateTimeOffset Started = new(2026, 3, 1, 9, 30, 0, TimeSpan.Zero);

    /// <summary>A run whose arms have the given test accuracies, for seeds 1, 2, …, on 1000 samples of two classes.</summary>
    public static Run WithAccuracies(double[] teacher, double[] distilled, double[] scratch) =>
        Empty(Digits[..2]) with
        {
            Arms =
            [
                .. new[]
                {
                    Plain(ArmNames.Teacher, 2_000_000, teacher),
                    Plain(ArmNames.Distilled, 154_000, distilled),
                    Plain(ArmNames.Scratch, 154_000, scratch),
                }.Where(arm => arm.Seeds.Count > 0),
            ],
        };

    /// <summary>What a run on handwritten digits looks like: one teacher, the students with some seeds each.</summary>
    public static Run OfDigits(int seeds = 3) => Made.GetOrAdd(seeds, seeds => Of(Digits, seeds));

    /// <summary>The same with other classes.</summary>
    public static Run Of(IReadOnlyList<string> classes, int seeds = 1)
    {
        return Empty(classes) with
        {
            Arms =
            [
                new ArmResult { Name = ArmNames.Teacher, Seeds = [Trained(ArmNames.Teacher, 1, 0.009, 24, classes.Count)] },
                new ArmResult
                {
                    Name = ArmNames.Distilled,
                    Seeds =
                    [
                        .. Enumerable
                            .Range(1, seeds)
                            .Select(seed => Trained(ArmNames.Distilled, seed, 0.0145 + (0.0005 * (seed % 3)), 20, classes.Count)),
                    ],
                },
                new ArmResult
                {
                    Name = ArmNames.Scratch,
                    Seeds =
                    [
                        .. Enumerable
                            .Range(1, seeds)
                            .Select(seed => Trained(ArmNames.Scratch, seed, 0.0235 + (0.0008 * (seed % 3)), 20, classes.Count)),
                    ],
                },
            ],
        };
    }

    private static Run Empty(IReadOnlyList<string> classes) =>
        new()
        {
            Id = "2026-03-01-digits-3f2a9c",
            Name = "digits",
            Task = "image-classification",
            Metric = Decant.Evaluation.Accuracy.Facts,
            Recipe = """
                task: image-classification
                data:    { source: digits, train: 60000, test: 10000 }
                teacher:
                  train: { model: mlp, hidden: [1200, 1200], dropout: 0.5, max-norm: 3, augment: { shift: 2 }, epochs: 24 }
                student: { model: mlp, hidden: [128, 128] }
                losses:
                  - soft-targets: { temperature: 4, weight: 0.9 }
                  - hard-labels:  { weight: 0.1 }
                training: { epochs: 20, batch: 128, optimizer: sgd, learning-rate: 0.1, schedule: cosine, seed: 1 }
                compare:  { arms: [scratch], seeds: 3 }
                """.ReplaceLineEndings("\n"),
            Seed = 1,
            Started = Started,
            Finished = Started + TimeSpan.FromSeconds(171.4),
            Environment = new RunEnvironment
            {
                Cpu = "Intel Xeon Gold 6430",
                Cores = 2,
                MemoryBytes = 8L << 30,
                OperatingSystem = "Debian GNU/Linux 12 (X64)",
                Runtime = ".NET 10.0.1",
                SimdBits = 512,
                DecantVersion = "0.1.0",
                Threads = 2,
                Kernels = "managed",
            },
            Data = new DataFacts
            {
                Source = "built-in digits",
                Train = 54_000,
                Validation = 6_000,
                Test = 10_000,
                Classes = classes,
            },
            Arms = [],
        };

    private static ArmResult Plain(string name, long parameters, double[] accuracies) =>
        new()
        {
            Name = name,
            Seeds =
            [
                .. accuracies.Select(
                    (accuracy, seed) =>
                        new SeedResult(ModelOrigin.Trained)
                        {
                            Seed = (ulong)(seed + 1),
                            Model = new ModelFacts
                            {
                                Architecture = "mlp",
                                Parameters = parameters,
                                Bytes = 4 * parameters,
                                Flops = 2 * parameters,
                            },
                            // Which samples are wrong is drawn for each arm by itself; tests about samples say it.
                            Test = Answers(
                                2,
                                1000,
                                (int)Math.Round((1 - accuracy) * 1000),
                                (ulong)seed,
                                withTeacher: name != ArmNames.Teacher
                            ) with
                            {
                                Correct = [],
                            },
                        }
                ),
            ],
        };

    private static SeedResult Trained(string arm, int seed, double errorRate, int epochs, int classes)
    {
        var isTeacher = arm == ArmNames.Teacher;
        var steps = new StepRing(64, [.. Terms(arm)]);
        for (var step = 1; step <= 100; step++)
        {
            steps.Add(step, 1.0 / step, [.. Terms(arm).Select(_ => 1.0 / step)], 0.5, 0.1);
        }

        return new SeedResult(ModelOrigin.Trained)
        {
            Seed = (ulong)seed,
            Model = Model(isTeacher, seed, arm, classes),
            Test = Answers(classes, 10_000, (int)Math.Round(errorRate * 10_000), (ulong)(seed + (100 * arm.Length)), !isTeacher),
            Epochs = [.. Enumerable.Range(1, epochs).Select(epoch => Epoch(arm, seed, epoch, epochs, errorRate))],
            Steps = steps,
            Duration = TimeSpan.FromSeconds(isTeacher ? 91.25 : 12.5 + seed),
            ChosenEpoch = epochs,
            StopReason = $"all {epochs} epochs done",
        };
    }

    private static ModelFacts Model(bool isTeacher, int seed, string arm, int classes) =>
        new()
        {
            File =
                isTeacher ? "teacher.onnx"
                : seed == 1 && arm == ArmNames.Distilled ? "student.onnx"
                : null,
            Architecture = isTeacher ? $"mlp 784-1200-1200-{classes}" : $"mlp 784-128-128-{classes}",
            Parameters = isTeacher ? 2_395_210 : 118_282,
            Bytes = isTeacher ? 9_582_114 : 474_530,
            Flops = isTeacher ? 4_785_600 : 236_032,
            Latencies = isTeacher
                ? [Timed(1, 400, 412, 655, 1000), Timed(64, 2304, 2310, 3020, 200) with { MemoryBytes = 10_400_000 }]
                : [Timed(1, 20, 21, 33, 1000), Timed(64, 128, 148, 190, 200) with { MemoryBytes = 620_000 }],
            Energy = new EnergyUse(isTeacher ? 0.0036 : 0.00018, EnergySource.Estimate, 64),
            Inputs = [new ModelPort("input", "float32", ["N", "1", "28", "28"], "grey levels, 0 (black) to 1 (white)")],
            Outputs =
            [
                new ModelPort("logits", "float32", ["N", $"{classes}"], "unnormalised log-probabilities"),
                new ModelPort("probabilities", "float32", ["N", $"{classes}"], "softmax of the logits, 0 to 1, sum 1"),
            ],
        };

    // In microseconds.
    private static Latency Timed(int batch, double fastest, double median, double percentile95, int calls) =>
        new(batch, TimeSpan.FromMicroseconds(median), TimeSpan.FromMicroseconds(percentile95), calls)
        {
            Percentile99 = TimeSpan.FromMicroseconds(2 * percentile95),
            Fastest = TimeSpan.FromMicroseconds(fastest),
        };

    private static IEnumerable<string> Terms(string arm) => arm == ArmNames.Distilled ? ["soft-targets", "hard-labels"] : ["hard-labels"];

    private static EpochRecord Epoch(string arm, int seed, int epoch, int epochs, double errorRate)
    {
        var noise = new RandomStream((ulong)seed, arm).At((ulong)epoch);
        var fade = Math.Exp(-3.5 * epoch / epochs);
        var hard = 0.02 + (0.55 * fade) + (0.006 * noise.NextNormal() * fade);
        var soft = 0.11 + (2.9 * fade) + (0.03 * noise.NextNormal() * fade);
        var accuracy = 1 - errorRate - (0.075 * fade) + (0.0025 * noise.NextNormal() * Math.Sqrt(fade));
        var distils = arm == ArmNames.Distilled;
        return new EpochRecord
        {
            Arm = arm,
            Seed = (ulong)seed,
            Epoch = epoch,
            TotalLoss = Rounded(distils ? (0.9 * soft) + (0.1 * hard) : hard),
            LossTerms = distils
                ? [new("soft-targets", Rounded(soft)), new("hard-labels", Rounded(hard))]
                : [new("hard-labels", Rounded(hard))],
            LearningRate = Rounded(0.05 * (1 + Math.Cos(Math.PI * epoch / epochs))),
            SamplesPerSecond = arm == ArmNames.Teacher ? 14_200 : 86_000,
            Validation =
            [
                new(NamedValue.Accuracy, Rounded(accuracy)),
                new(NamedValue.NegativeLogLikelihood, Rounded(3.2 * (1 - accuracy))),
            ],
            Duration = TimeSpan.FromSeconds(arm == ArmNames.Teacher ? 3.8 : 0.63),
        };
    }

    // Answers with exactly so many errors, most of them between a few classes that look alike.
    private static EvaluationResult Answers(int classes, int samples, int errors, ulong seed, bool withTeacher)
    {
        var metrics = new ClassificationMetrics(classes);
        var stream = new RandomStream(seed, "answers");
        var logits = new float[classes];
        var teacher = new float[classes];
        for (var n = 0; n < samples; n++)
        {
            var label = stream.NextInt32(classes);
            var wrong = (long)n * errors / samples != (long)(n + 1) * errors / samples;
            var alike = (label + (stream.NextDouble() < 0.6 ? classes / 2 : 1 + stream.NextInt32(classes - 1))) % classes;
            var answer = wrong
                ? alike == label
                    ? (label + 1) % classes
                    : alike
                : label;
            for (var c = 0; c < classes; c++)
            {
                logits[c] = (((31 * n) + (17 * c)) % 23 / 8f) - 1.5f;
                teacher[c] = 0;
            }

            logits[answer] = wrong ? 4.2f : 9;
            logits[label] = wrong ? 4 : 9;
            teacher[stream.NextDouble() < 0.985 ? answer : label] = 9;
            metrics.Add(logits, [label], withTeacher ? teacher : default);
        }

        var result = metrics.Result();
        return result
            .With("negativeLogLikelihood", Rounded(result.NegativeLogLikelihood))
            .With("expectedCalibrationError", Rounded(result.ExpectedCalibrationError));
    }

    // The last bits of exponentials and logarithms differ between operating systems; snapshots must not.
    private static double Rounded(double value) => Math.Round(value, 6);
}
