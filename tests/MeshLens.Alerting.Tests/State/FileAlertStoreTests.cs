using System.Text.Json;
using MeshLens.Alerting.Evaluation;
using MeshLens.Alerting.State;
using MeshLens.Alerting.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;
using static MeshLens.Alerting.Tests.Fakes.Edges;

namespace MeshLens.Alerting.Tests.State;

public sealed class FileAlertStoreTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("meshlens-alerts").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Kept => System.IO.Path.Combine(_directory, "alerts.json");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Load_WhatWasSaved_GoesOnWhereItWas()
    {
        var slow = Slow("web", "pay", Way("n1", "n2"));
        var story = new Story().Goes(60, slow);
        var id = story.TheOne.Id;
        await Create().Save(new() { Book = story.Book, Told = [new("chat", id, AlertState.Firing, Noon, Noon)], RulesByApi = "rules: []" }, Token);

        var memory = await Create().Load(Token);
        story.Book = memory.Book;
        story.Goes(60, slow);

        Assert.Equal(id, Assert.Single(story.Fired));
        Assert.Equal("rules: []", memory.RulesByApi);
        Assert.Equal(id, Assert.Single(memory.Told).AlertId);

        story.Goes(120, Healthy("web", "pay", Way("n1", "n2")));
        Assert.Equal(id, Assert.Single(story.Book.Resolved).Id);
    }

    [Fact]
    public async Task Load_NothingThere_IsEmpty() => Assert.Empty((await Create().Load(Token)).Book.Firing);

    [Theory]
    [InlineData("{\"version\":1,\"book\":{\"tracks\":[{")]
    [InlineData("{\"version\":99}")]
    [InlineData("{\"version\":1,\"book\":null}")]
    [InlineData("{\"version\":1,\"book\":{\"tracks\":[null]}}")]
    [InlineData("{\"version\":1,\"told\":null}")]
    public async Task Load_Damaged_IsKeptBesideItselfAndStartsEmpty(string text)
    {
        await File.WriteAllTextAsync(Kept, text, Token);

        Assert.Empty((await Create().Load(Token)).Book.Tracks);
        Assert.Equal(text, await File.ReadAllTextAsync(Kept + ".damaged", Token));
    }

    [Fact]
    public async Task Save_DirectoryCannotBeWritten_SaysSoAndGoesOn()
    {
        var store = new FileAlertStore(System.IO.Path.Combine(Kept, "inside-a-file"), NullLogger<FileAlertStore>.Instance);
        await File.WriteAllTextAsync(Kept, "", Token);

        Assert.False(await store.Save(new(), Token));
    }

    [Fact]
    public async Task Save_WhatWasWrittenCannotTakeItsPlace_LeavesNothingBehindAndGoesOn()
    {
        var store = Create();
        Directory.CreateDirectory(Kept);

        Assert.False(await store.Save(new() { RulesByApi = "rules: []" }, Token));

        Assert.Equal([Kept], Directory.GetFileSystemEntries(_directory));
        Directory.Delete(Kept);
        Assert.True(await store.Save(new() { RulesByApi = "rules: []" }, Token));
        Assert.Equal("rules: []", (await Create().Load(Token)).RulesByApi);
        Assert.Equal([Kept], Directory.GetFileSystemEntries(_directory));
    }

    [Fact]
    public async Task Save_Document_HasAVersion()
    {
        await Create().Save(new(), Token);

        Assert.Equal(1, JsonElement.Parse(await File.ReadAllTextAsync(Kept, Token)).GetProperty("version").GetInt32());
    }

    private FileAlertStore Create() => new(_directory, NullLogger<FileAlertStore>.Instance);
}
