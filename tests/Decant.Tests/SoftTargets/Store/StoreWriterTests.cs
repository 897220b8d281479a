using Decant.Data.Batches;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.SoftTargets;
using Decant.SoftTargets.Store;

namespace Decant.Tests.SoftTargets.Store;

/// <summary>Whatever happens while a store is made: nothing is lost that was written, and nothing wrong is taken.</summary>
public sealed class StoreWriterTests
{
    [Fact]
    public void Parts_that_are_merged_equal_one_store_made_at_once()
    {
        using var run = new AnsweredCase();
        var manifest = Small(run);
        var whole = run.Make("whole", manifest);
        string[] parts = [.. Enumerable.Range(1, 4).Select(place => run.Make($"part{place}", manifest, new StorePortion(place, 4)))];
        var merged = Path.Combine(run.Folder, "merged");
        StoreMerge.Run(merged, parts);

        Assert.Equal(Files(whole), Files(merged));
        Assert.Equal(WithoutTimes(StoreManifest.Read(whole)), WithoutTimes(StoreManifest.Read(merged)));
        Assert.Equal(3, StoreManifest.Read(merged).Shards.Count);
    }

    [Fact]
    public void Parts_with_the_same_answers_or_of_another_store_are_not_merged()
    {
        using var run = new AnsweredCase();
        var manifest = Small(run);
        var (one, same) = (run.Make("one", manifest), run.Make("same", manifest, new StorePortion(1, 2)));
        var other = run.Make("other", manifest with { Identity = manifest.Identity with { DataSha256 = "feed" } });

        Assert.Contains("in both", Refusal(one, same), StringComparison.Ordinal);
        Assert.Contains("(feed)", Refusal(one, other), StringComparison.Ordinal);

        string Refusal(params string[] parts) =>
            Assert.Throws<DecantException>(() => StoreMerge.Run(Path.Combine(run.Folder, Path.GetRandomFileName()), parts)).Message;
    }

    [Fact]
    public void A_making_that_was_stopped_goes_on_at_the_first_missing_answer()
    {
        using var run = new AnsweredCase();
        var manifest = Small(run);
        using var stop = new CancellationTokenSource();
        var asked = new Counting(run.Live);
        Assert.ThrowsAny<OperationCanceledException>(() => run.Make("store", manifest, teacher: asked, stop: stop, progress: answers =>
            {
                if (answers >= 192)
                {
                    stop.Cancel();
                }
            }));
        Assert.Equal(192, StoreManifest.Read(Path.Combine(run.Folder, "store")).Answers);

        run.Make("store", manifest, teacher: asked);
        Assert.Equal(run.Samples.Count, asked.Samples);
        Assert.Equal(Files(run.Make("whole", manifest)), Files(Path.Combine(run.Folder, "store")));
    }

    [Fact]
    public void Every_flipped_bit_is_found_named_and_made_anew()
    {
        using var run = new AnsweredCase();
        var manifest = Small(run);
        var folder = run.Make("store", manifest);
        var files = Files(folder);
        foreach (var shard in StoreManifest.Read(folder).Shards)
        {
            var path = Path.Combine(folder, shard.File);
            var bytes = File.ReadAllBytes(path);
            for (var place = 0; place < bytes.Length; place += 271)
            {
                bytes[place] ^= 8;
                File.WriteAllBytes(path, bytes);
                Assert.Contains(
                    shard.File,
                    Assert.Throws<DecantException>(() => SoftTargetStore.Open(folder)).Message,
                    StringComparison.Ordinal
                );
                bytes[place] ^= 8;
            }

            // Damaged, cut short, gone.
            bytes[^5] ^= 8;
            File.WriteAllBytes(path, bytes);
            run.Make("store", manifest);
            Assert.Equal(files, Files(folder));
            File.WriteAllBytes(path, bytes[..^9]);
            Assert.Contains(
                shard.File,
                Assert.Throws<DecantException>(() => SoftTargetStore.Open(folder)).Message,
                StringComparison.Ordinal
            );
            run.Make("store", manifest);
            Assert.Equal(files, Files(folder));
            File.Delete(path);
            Assert.Contains(
                shard.File,
                Assert.Throws<DecantException>(() => SoftTargetStore.Open(folder)).Message,
                StringComparison.Ordinal
            );
            run.Make("store", manifest);
            Assert.Equal(files, Files(folder));
        }
    }

    [Fact]
    public void A_file_that_is_cut_short_after_it_was_opened_is_an_error_and_no_crash()
    {
        using var run = new AnsweredCase();
        var folder = run.Make();
        using var store = SoftTargetStore.Open(folder);
        using (
            var file = File.Open(Path.Combine(folder, store.Manifest.Shards[0].File), FileMode.Open, FileAccess.Write, FileShare.ReadWrite)
        )
        {
            file.SetLength(file.Length / 2);
        }

        using var batches = new BatchStream(
            new AnsweredSamples(run.Samples, store),
            new BatchOptions
            {
                Size = 10,
                Views = 1,
                Fields = ["answer/logits"],
            }
        );
        var problem = Assert.Throws<DecantException>(() =>
        {
            foreach (var batch in batches.Epoch(0))
            {
                _ = batch.Count;
            }
        });
        Assert.Contains("cut short", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_writers_exclude_each_other_and_one_that_died_excludes_no_one()
    {
        using var run = new AnsweredCase();
        using (run.Writer())
        {
            Assert.Contains(
                "another process writes it",
                Assert.Throws<DecantException>(() => run.Writer()).Message,
                StringComparison.Ordinal
            );
        }

        File.WriteAllText(Path.Combine(run.Folder, "store", "lock"), "");
        run.Writer().Dispose();
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void An_answer_that_is_no_number_is_refused_by_its_sample_and_the_others_stay(float wrong)
    {
        using var run = new AnsweredCase();
        var manifest = Small(run);

        var problem = Assert.Throws<DecantException>(() => run.Make("store", manifest, teacher: new Spoiling(run.Live, 200, wrong)));
        Assert.Contains("sample 200, view 0", problem.Message, StringComparison.Ordinal);
        Assert.Contains("received NaN or infinity", problem.Message, StringComparison.Ordinal);
        Assert.InRange(StoreManifest.Read(Path.Combine(run.Folder, "store")).Answers, 128, 200);
        run.Make("store", manifest);
        Assert.Equal(Files(run.Make("whole", manifest)), Files(Path.Combine(run.Folder, "store")));
    }

    [Fact]
    public void Another_teacher_data_set_view_or_order_of_classes_is_refused_with_both_fingerprints()
    {
        using var run = new AnsweredCase();
        var manifest = run.Manifest();
        run.Make("store", manifest);
        var identity = manifest.Identity;

        Says(identity with { TeacherSha256 = "fedcba9876543210" }, "0123456789ab", "fedcba987654");
        Says(identity with { DataSha256 = "beef" }, identity.DataSha256[..12], "beef");
        Says(identity with { PreprocessingSha256 = "cafe" }, identity.PreprocessingSha256[..12], "cafe");
        Says(identity with { Augmentation = "shift 2", Views = 3 }, "augmentation: none in the store", "3 views of shift 2 by seed 3");
        Says(identity with { Classes = [.. identity.Classes.Reverse()] }, "the order of the classes: 0, 1, 2", "9, 8, 7");
        Says(
            identity with
            {
                TeacherFiles = new SortedDictionary<string, string> { ["file a.onnx"] = "abcd" },
            },
            "file a.onnx: nothing",
            "abcd here"
        );

        void Says(StoreIdentity other, params string[] words)
        {
            var problem = Assert.Throws<DecantException>(() => run.Writer("store", manifest with { Identity = other }));
            Assert.All(words, word => Assert.Contains(word, problem.Message, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Answers_that_were_mixed_up_are_noticed_while_learning()
    {
        string[] changes = ["data={ source: digits, train-images: 2000, test-images: 60 }"];
        using var run = new AnsweredCase(changes: changes);
        using var trained = SoftTargetStore.Open(run.Make("store", teacher: new Knowing(run)));
        var manifest = trained.Manifest;
        var mixed = manifest with { Identity = manifest.Identity with { DataSha256 = run.Samples.Fingerprint } };
        Assert.InRange((double)mixed.Agreement(0).Right / mixed.Agreement(0).Counted, 0.85, 0.95);

        // The same samples in another order, under the fingerprint of the first: what a fingerprint cannot see.
        var shuffled = new Decant.Data.Subset("mixed", run.Samples, [.. Enumerable.Range(0, run.Samples.Count).Reverse()]);
        var check = new AgreementCheck(manifest, run.Agreement);
        using var batches = new BatchStream(
            new AnsweredSamples(shuffled, trained),
            new BatchOptions
            {
                Size = 32,
                Views = 1,
                Fields = ["label", "answer/logits"],
            }
        );
        var problem = Assert.Throws<DecantException>(() =>
        {
            foreach (var batch in batches.Epoch(0))
            {
                check.Add(batch);
            }
        });
        Assert.Contains("do not belong together", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MNIST_in_f16_takes_at_most_28_bytes_a_sample()
    {
        string[] changes = ["data={ source: digits, train-images: 60000, test-images: 60 }", "soft-targets.numbers=f16"];
        using var run = new AnsweredCase(changes: changes);
        var folder = run.Make(teacher: new Knowing(run));
        var bytes = Directory.GetFiles(folder).Sum(file => new FileInfo(file).Length);

        Assert.InRange((double)bytes / run.Samples.Count, 20, 28);
    }

    // Shards of 128, so that a few hundred samples have several.
    private static StoreManifest Small(AnsweredCase run) => run.Manifest() with { AnswersPerShard = 128 };

    private static (string, string)[] Files(string folder) =>
        [
            .. Directory
                .GetFiles(folder, "answers-*")
                .Order(StringComparer.Ordinal)
                .Select(file =>
                    (Path.GetFileName(file), Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file))))
                ),
        ];

    private static string WithoutTimes(StoreManifest manifest) =>
        System.Text.Json.JsonSerializer.Serialize(
            manifest with
            {
                Shards = [.. manifest.Shards.Select(shard => shard with { Seconds = 0 })],
            }
        );

    private sealed class Counting(ISoftTargetSource teacher) : ISoftTargetSource
    {
        public long Samples { get; private set; }

        public string Fingerprint => teacher.Fingerprint;

        public TeacherAnswer Answer(Batch batch)
        {
            Samples += batch.Count;
            return teacher.Answer(batch);
        }
    }

    private sealed class Spoiling(ISoftTargetSource teacher, int sample, float wrong) : ISoftTargetSource
    {
        public string Fingerprint => teacher.Fingerprint;

        public TeacherAnswer Answer(Batch batch)
        {
            var answer = teacher.Answer(batch);
            if (batch.Indices.IndexOf(sample) is >= 0 and var place)
            {
                answer.Logits.Span<float>()[(place * 10) + 3] = wrong;
            }

            return answer;
        }
    }

    // Right about nine samples in ten.
    private sealed class Knowing(AnsweredCase run) : ISoftTargetSource
    {
        private readonly Tensor _answer = new(ElementType.Float32, 256, 10);

        public string Fingerprint => run.Live.Fingerprint;

        public TeacherAnswer Answer(Batch batch)
        {
            var numbers = _answer.Span<float>();
            numbers.Clear();
            for (var place = 0; place < batch.Count; place++)
            {
                var label = (int)batch.Labels.Span<long>()[place];
                numbers[(place * 10) + (batch.Indices[place] % 10 == 0 ? (label + 1) % 10 : label)] = 5;
            }

            return new TeacherAnswer { Logits = _answer, Count = batch.Count };
        }
    }
}
