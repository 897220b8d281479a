using Decant.Engine;
using Decant.SoftTargets.Store;

namespace Decant.Tests.SoftTargets.Store;

/// <summary>Students from a store next to students from the live teacher.</summary>
public sealed class StoredTeacherTests
{
    [Theory]
    [InlineData(AnsweredCase.Classes)]
    [InlineData(AnsweredCase.Pixels)]
    public void A_student_from_a_store_has_the_bits_of_one_from_the_live_teacher(string recipe)
    {
        using var run = new AnsweredCase(recipe);
        using var store = SoftTargetStore.Open(run.Make());

        Assert.Equal(run.Train(run.Live), run.Train(new StoredTeacher(store, run.Samples, run.Agreement), views: 1));
    }

    [Theory]
    [InlineData(AnsweredCase.Classes)]
    [InlineData(AnsweredCase.Pixels)]
    public void Stored_views_have_the_bits_of_the_same_views_live(string recipe)
    {
        string[] changes = ["data.augment={ shift: 2, noise: 0.1 }", "soft-targets.views=2", "training.epochs=5"];
        using var run = new AnsweredCase(recipe, changes: changes);
        using var store = SoftTargetStore.Open(run.Make());
        var live = run.Train(run.Live, views: 2);

        Assert.Equal(live, run.Train(new StoredTeacher(store, run.Samples, run.Agreement), views: 2));
        Assert.NotEqual(live, run.Train(run.Live));
    }

    [Theory]
    [InlineData(AnsweredCase.Classes)]
    [InlineData(AnsweredCase.Pixels)]
    public void A_teacher_that_is_kept_in_the_first_epoch_answers_once_and_gives_the_same_bits(string recipe)
    {
        using var run = new AnsweredCase(recipe);
        using var writer = run.Writer();
        var kept = new KeptTeacher(run.Live, writer, run.Samples, TimeProvider.System, Assert.Fail);

        Assert.Equal(run.Train(run.Live), run.Train(kept, views: 1));
        Assert.Equal(run.Samples.Count, kept.Asked);
        Assert.Equal(writer.Store.Manifest.Wanted, writer.Store.Manifest.Answers);
    }

    [Fact]
    public void A_teacher_whose_answers_are_there_in_part_is_asked_about_the_rest_and_gives_the_same_bits()
    {
        using var run = new AnsweredCase();
        var manifest = run.Manifest() with { AnswersPerShard = 64 };
        run.Make("store", manifest, new StorePortion(1, 2));
        using var writer = run.Writer("store", manifest);
        var kept = new KeptTeacher(run.Live, writer, run.Samples, TimeProvider.System, Assert.Fail);

        Assert.Equal(run.Train(run.Live), run.Train(kept, views: 1));
        Assert.Equal(manifest.Wanted, writer.Store.Manifest.Answers);
        Assert.InRange(kept.Asked, run.Samples.Count / 3, run.Samples.Count);
        using var again = SoftTargetStore.Open(writer.Store.Folder);
        Assert.Equal(run.Train(run.Live), run.Train(new StoredTeacher(again, run.Samples, run.Agreement), views: 1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4000)]
    [InlineData(long.MaxValue)]
    public void Answers_are_the_same_from_memory_and_from_files(long memory)
    {
        using var run = new AnsweredCase();
        using var store = SoftTargetStore.Open(run.Make("store", run.Manifest() with { AnswersPerShard = 64 }), memory: memory);

        Assert.Equal(run.Train(run.Live), run.Train(new StoredTeacher(store, run.Samples, run.Agreement), views: 1));
    }

    [Fact]
    public void Hidden_values_come_back_with_their_bits()
    {
        string[] changes = ["losses=[{ hint: { teacher: layer1.active, student: layer1.active } }, { soft-targets: { weight: 1 } }]"];
        using var run = new AnsweredCase(AnsweredCase.Classes, changes: changes);
        using var store = SoftTargetStore.Open(run.Make());

        Assert.Equal(2, store.Layout.Values.Count);
        Assert.Equal(run.Train(run.Live), run.Train(new StoredTeacher(store, run.Samples, run.Agreement), views: 1));
    }

    [Fact]
    public void Answers_of_an_unfinished_store_are_refused()
    {
        using var run = new AnsweredCase();
        using var store = SoftTargetStore.Open(run.Make(portion: new StorePortion(2, 2)));

        var problem = Assert.Throws<DecantException>(() => new StoredTeacher(store, run.Samples, run.Agreement));
        Assert.Contains("expected 270 answers, it has 0", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_allocates_nothing_on_the_managed_heap()
    {
        using var run = new AnsweredCase();
        using var store = SoftTargetStore.Open(run.Make());
        var teacher = new StoredTeacher(store, run.Samples, run.Agreement);
        using var batches = new Decant.Data.Batches.BatchStream(
            teacher.Answered(run.Samples),
            new Decant.Data.Batches.BatchOptions
            {
                Size = 32,
                Shuffle = true,
                Fields = [.. run.Data.Goal.Fields(run.Samples), .. teacher.Fields],
                Threads = 0,
                Views = 1,
            }
        );
        Epoch(0);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Epoch(1);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Epoch(int epoch)
        {
            foreach (var batch in batches.Epoch(epoch))
            {
                _ = teacher.Answer(batch).Count;
            }
        }
    }
}
