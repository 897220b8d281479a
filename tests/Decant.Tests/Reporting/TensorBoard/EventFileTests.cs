using System.Text;
using Decant.Pipeline.Progress;
using Decant.Reporting.TensorBoard;
using Decant.Runs;
using Decant.Tests.Runs;

namespace Decant.Tests.Reporting.TensorBoard;

public sealed class EventFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("decant-events-").FullName;

    // RFC 3720, appendix B.4; the last is the check value of catalogues of checksums.
    public static TheoryData<byte[], uint> Known =>
        new()
        {
            { new byte[32], 0x8a9136aa },
            { [.. Enumerable.Repeat((byte)0xff, 32)], 0x62a8ab43 },
            { [.. Enumerable.Range(0, 32).Select(k => (byte)k)], 0x46dd794e },
            { [.. Enumerable.Range(0, 32).Select(k => (byte)(31 - k))], 0x113fdb5c },
            {
                Convert.FromHexString(
                    "01C00000000000000000000000000000" + "14000000000004000000001400000018" + "28000000000000000200000000000000"
                ),
                0xd9963a56
            },
            { Encoding.ASCII.GetBytes("123456789"), 0xe3069283 },
        };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Known))]
    public void The_checksum_is_that_of_RFC_3720(byte[] bytes, uint expected)
    {
        Assert.Equal(expected, MaskedCrc.Crc32C(bytes));
        Assert.Equal(expected, EventReader.Crc32C(bytes));
    }

    [Fact]
    public void A_file_begins_with_its_version_and_gives_every_scalar_back()
    {
        using (var file = new EventFile(_folder, new Fixed()))
        {
            file.Add(1, [new("loss/total", 0.5), new("validation/ümlaut", double.NaN)]);
            file.Add(300, [new("loss/total", -1e-3), new(new string('x', 300), 3)]);
        }

        var path = Assert.Single(Directory.GetFiles(_folder));
        Assert.Equal("events.out.tfevents.1772357400.decant", Path.GetFileName(path));
        var events = EventReader.Read(path);
        Assert.Equal("brain.Event:2", events[0].Version);
        Assert.All(events, one => Assert.Equal(1772357400.25, one.Time));
        Assert.Equal([0L, 1, 300], events.Select(one => one.Step));
        Assert.Equal(0.5f, events[1].Scalars["loss/total"]);
        Assert.True(float.IsNaN(events[1].Scalars["validation/ümlaut"]));
        Assert.Equal(-1e-3f, events[2].Scalars["loss/total"]);
        Assert.Equal(3, events[2].Scalars[new string('x', 300)]);
    }

    [Fact]
    public void Every_training_has_a_folder_with_its_epochs_and_what_the_test_part_said()
    {
        var run = SampleRun.OfDigits(1);
        using (var log = new TensorBoardLog(_folder, new SilentObserver(), new Fixed()))
        {
            foreach (var arm in run.Arms.Skip(1))
            {
                foreach (var epoch in arm.Seeds[0].Epochs)
                {
                    log.Epoch(epoch);
                }

                log.End(arm.Name, arm.Seeds[0]);
            }
        }

        Assert.Equal(["distilled-seed1", "scratch-seed1"], Directory.GetDirectories(_folder).Select(Path.GetFileName).Order());
        var events = EventReader.Read(Assert.Single(Directory.GetFiles(Path.Combine(_folder, "distilled-seed1"))));
        var epochs = run.Arms[1].Seeds[0].Epochs;
        Assert.Equal([0L, .. Enumerable.Range(1, 20).Select(epoch => (long)epoch), 20], events.Select(one => one.Step));
        Assert.Equal(epochs.Select(epoch => (float)epoch.TotalLoss), events.Skip(1).Take(20).Select(one => one.Scalars["loss/total"]));
        Assert.Equal(
            epochs.Select(epoch => (float)epoch.ValidationMetric(NamedValue.Accuracy)!.Value),
            events.Skip(1).Take(20).Select(one => one.Scalars["validation/accuracy"])
        );
        Assert.Equal((float)epochs[^1].LossTerms[0].Value, events[20].Scalars["loss/soft-targets"]);
        Assert.Equal(0.985f, events[^1].Scalars["test/accuracy"], 6);
    }

    [Fact]
    public void Scalars_can_be_read_while_the_file_is_written()
    {
        using var file = new EventFile(_folder, new Fixed());
        file.Add(1, [new("loss/total", 0.5)]);

        using var stream = new FileStream(Assert.Single(Directory.GetFiles(_folder)), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        Assert.True(stream.Length > 60);
    }

    private sealed class Fixed : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 3, 1, 9, 30, 0, 250, TimeSpan.Zero);
    }
}
