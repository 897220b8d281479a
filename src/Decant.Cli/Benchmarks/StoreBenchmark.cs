using Decant.Data;
using Decant.Data.Batches;
using Decant.Data.Fields;
using Decant.Engine.Devices;
using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Randomness;
using Decant.Losses;
using Decant.SoftTargets;
using Decant.SoftTargets.Store;
using Decant.Tasks;
using Decant.Teachers;
using Decant.Training;
using Decant.Training.Optimizers;

namespace Decant.Cli.Benchmarks;

/// <summary>
/// Times steps as a training does them, with batches that are read ahead: on labels alone, from a store in memory, from its files, and with
/// the teacher answering. The four take turns, an epoch each.
/// </summary>
/// <param name="case">The case.</param>
/// <param name="device">Threads and kernels.</param>
/// <param name="clock">The clock.</param>
/// <param name="cancellation">Ends the timing between two steps.</param>
internal sealed class StoreBenchmark(StepCase @case, Device device, TimeProvider clock, CancellationToken cancellation)
{
    private const int BatchesPerEpoch = 16;
    private const int WarmUp = 4;
    private const double LearningRate = 0.01;

    // Answers of 64 kB, 128 MB of them: more than the processor's caches, less than the machine's memory.
    private const int LargeAnswer = 16_384;
    private const int LargeAnswers = 2048;

    /// <summary>Runs the case.</summary>
    /// <param name="epochs">How often each kind has its turn, 1 or more.</param>
    public StoreReport Run(int epochs)
    {
        var folder = Directory.CreateTempSubdirectory("decant-bench-").FullName;
        try
        {
            return Run(epochs, folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private StoreReport Run(int epochs, string folder)
    {
        using var inputs = @case.MakeInputs();
        using var labels = @case.MakeLabels();
        using var teacher = new FrozenNetwork(@case.Teacher(), @case.Batch, device.For("teacher"));
        var samples = new CaseSamples(inputs, labels, teacher.Classes, @case.Batch * BatchesPerEpoch);
        var live = new LiveTeacher(teacher, "case");
        Make(folder, live, samples, new Shape("N", teacher.Classes), StoredNumbers.F32);
        using var memory = SoftTargetStore.Open(folder, memory: long.MaxValue);
        using var files = SoftTargetStore.Open(folder);
        using var distilled = Step(samples, new SoftTargetsLoss { Temperature = 4, Weight = 0.9 }, new HardLabelsLoss { Weight = 0.1 });
        using var alone = Step(samples, new HardLabelsLoss { Weight = 1 });
        (TrainingStep Step, ISoftTargetSource? Teacher)[] kinds =
        [
            (alone, null),
            (distilled, Stored(memory, samples)),
            (distilled, Stored(files, samples)),
            (distilled, live),
        ];
        var times = kinds.Select(_ => new List<double>()).ToArray();
        for (var epoch = 0; epoch <= epochs; epoch++)
        {
            foreach (var (kind, place) in kinds.Select((kind, place) => (kind, place)))
            {
                // The first turn warms up.
                Epoch(kind.Step, kind.Teacher, samples, epoch, epoch == 0 ? [] : times[place]);
            }
        }

        return new StoreReport
        {
            Case = @case.Name,
            Threads = device.Pool.Threads,
            Batch = @case.Batch,
            WithoutTeacher = Timing(times[0]),
            FromMemory = Timing(times[1]),
            FromFiles = Timing(times[2]),
            Live = Timing(times[3]),
            BytesPerAnswer = (double)memory.Manifest.Bytes / memory.Manifest.Answers,
            GigabytesPerSecond = Reading(Path.Combine(folder, "large"), StoredNumbers.F32),
            GigabytesPerSecondInF16 = Reading(Path.Combine(folder, "large16"), StoredNumbers.F16),
        };
    }

    private void Epoch(TrainingStep step, ISoftTargetSource? teacher, Dataset samples, int epoch, List<double> times)
    {
        using var batches = new BatchStream(
            teacher?.Answered(samples) ?? samples,
            new BatchOptions
            {
                Size = @case.Batch,
                Shuffle = true,
                Views = 1,
                Fields = [Field.LabelName, .. teacher?.Fields ?? []],
            }
        );
        var begin = clock.GetTimestamp();
        foreach (var batch in batches.Epoch(epoch))
        {
            cancellation.ThrowIfCancellationRequested();
            step.Run(StepInput.Of(batch, teacher, LearningRate, batch.Step + 1, 0));
            if (batch.Step >= WarmUp)
            {
                times.Add(clock.GetElapsedTime(begin).TotalMilliseconds);
            }

            // What waiting for the next batch takes belongs to its step.
            begin = clock.GetTimestamp();
        }
    }

    private TrainingStep Step(Dataset samples, params DistillationLoss[] terms) =>
        new(
            new TrainingDesign(@case.Student(), terms) { Schema = samples.Schema },
            new StepSettings
            {
                Optimizer = new Sgd(),
                Batch = @case.Batch,
                Seed = 1,
                // Each has memory of its own.
                Device = DeviceCatalogue.Open(device.Name, device.Pool),
            }
        );

    private static StoredTeacher Stored(SoftTargetStore store, Dataset samples) =>
        new(store, samples, new AnswerAgreement(LearningGoal.Classes, store.Manifest.Values[0]));

    // Answers in random order, every byte of them once.
    private double Reading(string folder, StoredNumbers numbers)
    {
        using (var inputs = new Tensor(ElementType.Float32, 1, 1))
        using (var labels = new Tensor(ElementType.Int64, 1))
        {
            var samples = new CaseSamples(inputs, labels, 2, LargeAnswers);
            Make(folder, new RandomAnswers(), samples, new Shape("N", LargeAnswer), numbers);
        }

        using var store = SoftTargetStore.Open(folder);
        using var sample = new Sample(store.Layout.Values[0].Field);
        int[] order = [.. Enumerable.Range(0, LargeAnswers)];
        new RandomStream(1, "order").Shuffle<int>(order);
        var fastest = double.MaxValue;
        for (var round = 0; round < 3; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            var begin = clock.GetTimestamp();
            foreach (var index in order)
            {
                store.Read(index, 0, sample);
            }

            fastest = Math.Min(fastest, clock.GetElapsedTime(begin).TotalSeconds);
        }

        return store.Manifest.Bytes / fastest / 1e9;
    }

    private void Make(string folder, ISoftTargetSource teacher, Dataset samples, Shape answer, StoredNumbers numbers)
    {
        var encoding = new AnswerEncoding { Numbers = numbers };
        StoredValue[] values = [StoredValue.Of(StoredValue.Logits, answer, samples.Schema)];
        var manifest = new StoreManifest
        {
            Identity = new StoreIdentity
            {
                Teacher = @case.Name,
                TeacherSha256 = teacher.Fingerprint,
                Data = samples.Name,
                Samples = samples.Count,
                DataSha256 = samples.Fingerprint,
                Classes = [.. Enumerable.Range(0, answer[1].Size).Select(c => $"{c}")],
            },
            Encoding = encoding,
            Values = values,
            AnswersPerShard = StoreLayout.AnswersPerShard(values, encoding, samples.Count),
        };
        using var writer = new StoreWriter(folder, manifest, LearningGoal.Classes, clock);
        new StoreMaking(writer, teacher, samples, LearningGoal.Classes, null, clock) { Batch = Math.Min(@case.Batch, 64) }.Run(
            StorePortion.Whole,
            cancellation
        );
    }

    private static StepTiming Timing(List<double> times)
    {
        times.Sort();
        return new StepTiming((times[(times.Count - 1) / 2] + times[times.Count / 2]) / 2, times[0]);
    }

    // Answers as large as a picture's.
    private sealed class RandomAnswers : ISoftTargetSource
    {
        private readonly Tensor _answer = new(ElementType.Float32, 64, LargeAnswer);

        public RandomAnswers()
        {
            var stream = new RandomStream(1, "answers");
            foreach (ref var number in _answer.Span<float>())
            {
                number = (float)stream.NextNormal();
            }
        }

        public string Fingerprint => "random";

        public TeacherAnswer Answer(Batch batch) => new() { Logits = _answer, Count = batch.Count };
    }
}
