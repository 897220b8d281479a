using Decant.Data;
using Decant.Data.Batches;
using Decant.Data.Fields;
using Decant.Engine.Graphs;
using Decant.SoftTargets;
using Decant.SoftTargets.Store;
using Decant.Tasks;

namespace Decant.Tests.SoftTargets.Store;

/// <summary>Answers [T, C] about samples of any length.</summary>
public sealed class SequenceAnswerTests : IDisposable
{
    private const int Classes = 6;
    private readonly string _folder = Directory.CreateTempSubdirectory("decant-sequences-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(StoredNumbers.F32, null, null)]
    [InlineData(StoredNumbers.F16, null, null)]
    [InlineData(StoredNumbers.U8, null, null)]
    [InlineData(StoredNumbers.F32, 2, null)]
    [InlineData(StoredNumbers.F32, null, 16)]
    public void Every_place_of_every_sample_comes_back_whatever_batch_it_is_in(object numbers, int? top, int? draws)
    {
        var samples = new Words(100);
        var encoding = new AnswerEncoding
        {
            Numbers = (StoredNumbers)numbers,
            Top = top,
            Draws = draws,
        };
        var shape = new Shape("N", "T", Classes);
        StoredValue[] values =
        [
            StoredValue.Of(StoredValue.Logits, shape, samples.Schema),
            StoredValue.Of("hidden", new Shape("N", "T", 3), samples.Schema),
            StoredValue.Of("pooled", new Shape("N", 2), samples.Schema),
        ];
        var manifest = new StoreManifest
        {
            Identity = new StoreIdentity
            {
                Teacher = "formula",
                TeacherSha256 = "00",
                Data = samples.Name,
                Samples = samples.Count,
                DataSha256 = samples.Fingerprint,
                Classes = [.. Enumerable.Range(0, Classes).Select(c => $"{c}")],
            },
            Encoding = encoding,
            Values = values,
            AnswersPerShard = 32,
        };
        using (var writer = new StoreWriter(_folder, manifest, LearningGoal.Classes, TimeProvider.System))
        {
            new StoreMaking(writer, new Formula(), samples, LearningGoal.Classes, null, TimeProvider.System) { Batch = 16 }.Run(
                StorePortion.Whole,
                TestContext.Current.CancellationToken
            );
        }

        using var store = SoftTargetStore.Open(_folder);
        using var batches = new BatchStream(
            new AnsweredSamples(samples, store),
            new BatchOptions
            {
                Size = 7,
                Shuffle = true,
                Views = 1,
                Fields = ["answer/logits", "answer/hidden", "answer/pooled"],
            }
        );
        var seen = 0;
        foreach (var batch in batches.Epoch(1))
        {
            var longest = batch.LengthOf("T");
            Assert.Equal([batch.Count, longest, Classes], batch["answer/logits"].Dimensions.ToArray());
            for (var place = 0; place < batch.Count; place++)
            {
                var (sample, length) = (batch.Indices[place], (int)batch.Lengths("T").Span<long>()[place]);
                for (var t = 0; t < length; t++)
                {
                    var row = batch["answer/logits"].Span<float>().Slice(((place * longest) + t) * Classes, Classes).ToArray();
                    Fits(encoding, [.. Enumerable.Range(0, Classes).Select(c => Formula.Logit(sample, t, c))], row);
                    Assert.Equal(
                        Formula.Logit(sample, t, 100),
                        batch["answer/hidden"].Span<float>()[((place * longest) + t) * 3],
                        encoding.Numbers == StoredNumbers.F32 ? 0 : 0.02f
                    );
                    seen++;
                }

                Assert.Equal(sample, batch["answer/pooled"].Span<float>()[place * 2], encoding.Numbers == StoredNumbers.U8 ? 0.5f : 0.05f);
                Assert.All(
                    batch["answer/logits"]
                        .Span<float>()[(((place * longest) + length) * Classes)..((place + 1) * longest * Classes)]
                        .ToArray(),
                    padding => Assert.Equal(0, padding)
                );
            }
        }

        Assert.Equal(Enumerable.Range(0, samples.Count).Sum(Words.LengthOf), seen);
    }

    private static void Fits(AnswerEncoding encoding, float[] expected, float[] read)
    {
        if (encoding.IsWhole)
        {
            var allowed = encoding.Numbers switch
            {
                StoredNumbers.F32 => 0,
                StoredNumbers.F16 => 0.002,
                _ => (expected.Max() - expected.Min()) / 500,
            };
            Assert.All(expected.Zip(read), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, allowed));
            return;
        }

        // The best class is among the best two, and what was drawn is a distribution.
        Assert.Equal(1, read.Sum(z => Math.Exp(z)), 1e-4);
        if (encoding.Top is not null)
        {
            Assert.Equal(Array.IndexOf(expected, expected.Max()), Array.IndexOf(read, read.Max()));
        }
    }

    private sealed class Words(int count)
        : Dataset("words", new Schema(new Field("words", ElementType.Int64, [FieldSize.UpTo("T", 20)], FieldRole.Input)))
    {
        public override int Count => count;

        public static int LengthOf(int index) => 1 + (index * 7 % 20);

        public override void Read(int index, Sample sample)
        {
            if (sample.Asks("words"))
            {
                sample.Numbers<long>("words", LengthOf(index)).Fill(index);
            }
        }

        protected override string ComputeFingerprint() => new('a', 64);
    }

    private sealed class Formula : ISoftTargetSource
    {
        public string Fingerprint => "00";

        public static float Logit(int sample, int place, int c) => MathF.Sin((sample * 3.7f) + (place * 1.3f) + (c * 0.9f)) * 3;

        public TeacherAnswer Answer(Batch batch)
        {
            var longest = batch.LengthOf("T");
            var logits = new Tensor(ElementType.Float32, batch.Count, longest, Classes);
            var hidden = new Tensor(ElementType.Float32, batch.Count, longest, 3);
            var pooled = new Tensor(ElementType.Float32, batch.Count, 2);
            for (var place = 0; place < batch.Count; place++)
            {
                pooled.Span<float>()[place * 2] = batch.Indices[place];
                for (var t = 0; t < longest; t++)
                {
                    hidden.Span<float>()[((place * longest) + t) * 3] = Logit(batch.Indices[place], t, 100);
                    for (var c = 0; c < Classes; c++)
                    {
                        logits.Span<float>()[(((place * longest) + t) * Classes) + c] = Logit(batch.Indices[place], t, c);
                    }
                }
            }

            return new TeacherAnswer
            {
                Logits = logits,
                Count = batch.Count,
                Values = new Tensor[] { hidden, pooled },
            };
        }
    }
}
