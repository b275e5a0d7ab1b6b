namespace MockApp;

/// <summary>The file that tells the checker which job to follow: its id, with no newline after it.</summary>
public sealed class LastJobFile(IConfiguration configuration, ILogger<LastJobFile> log)
{
    private readonly string _path = Path.GetFullPath(
        configuration["LAST_JOB_ID_PATH"] is { Length: > 0 } path ? path : ".last_job_id");

    /// <summary>Replaces the file in one step, so that nobody reads half an id.</summary>
    public void Write(string id)
    {
        try
        {
            var draft = $"{_path}.tmp";
            File.WriteAllText(draft, id);
            File.Move(draft, _path, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            log.LogWarning("Job {Id} runs, but its id could not be written to {Path}: {Why}", id, _path, failure.Message);
        }
    }
}
