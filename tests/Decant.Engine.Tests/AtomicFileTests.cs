namespace Decant.Engine.Tests;

public sealed class AtomicFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("decant-atomic-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void It_creates_the_folder_and_writes_the_whole_text_without_a_mark()
    {
        var path = Path.Combine(_folder, "deep", "down", "summary.json");

        AtomicFile.WriteText(path, "ä");

        Assert.Equal([0xC3, 0xA4], File.ReadAllBytes(path));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public void It_replaces_an_older_file()
    {
        var path = Path.Combine(_folder, "a.txt");

        AtomicFile.WriteText(path, "old and longer");
        AtomicFile.WriteText(path, "new");

        Assert.Equal("new", File.ReadAllText(path));
    }

    [Fact]
    public void A_full_disk_leaves_the_old_file_and_nothing_beside_it_and_names_the_way_out()
    {
        var path = Path.Combine(_folder, "a.txt");
        AtomicFile.WriteText(path, "old");

        // ENOSPC, ERROR_DISK_FULL
        var diskFull = OperatingSystem.IsWindows() ? unchecked((int)0x80070070) : 28;
        var problem = Assert.Throws<DecantException>(() => AtomicFile.Write(path, stream =>
            {
                stream.Write("half"u8);
                throw new IOException("No space left on device", diskFull);
            }));

        Assert.Contains("expected room on the disk, it is full. Free some space", problem.Message);
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_writer_that_fails_leaves_nothing_and_keeps_its_own_error()
    {
        var path = Path.Combine(_folder, "a.txt");

        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(path, _ => throw new InvalidOperationException("defect")));

        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_folder_that_cannot_be_is_an_error_with_the_path_and_the_way_out()
    {
        var file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "");

        var problem = Assert.Throws<DecantException>(() => AtomicFile.WriteText(Path.Combine(file, "summary.json"), "x"));

        Assert.Contains("summary.json", problem.Message);
        Assert.Contains("Choose another folder", problem.Message);
    }

    [Fact]
    public void A_folder_without_permission_is_an_error_with_the_way_out()
    {
        // /proc refuses new files even to root.
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs a folder that no one may write to, which Linux has in /proc");

        var problem = Assert.Throws<DecantException>(() => AtomicFile.WriteText("/proc/decant.txt", "x"));

        Assert.Contains("Choose another folder", problem.Message);
    }
}
