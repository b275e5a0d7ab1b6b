namespace Monitor.Actors.History;

/// <summary>The SQL around the runs of jobs: the table, what more is known of a run, and what is too old.</summary>
internal static class RunSchema
{
    /// <summary>
    /// What was seen of its end first stays, unless it turns out to have ended otherwise; what is not known any more takes
    /// nothing back.
    /// </summary>
    public const string Put = """
        INSERT INTO runs (check_id, run, started_at, finished_at, outcome, source, took_ms, is_observed, at_least_ms, at_most_ms, exit_code, output)
        VALUES (@check, @run, @started, @finished, @outcome, @source, @took, @observed, @least, @most, @exit, @output)
        ON CONFLICT (check_id, run) DO UPDATE SET
            started_at = CASE WHEN excluded.started_at < runs.started_at THEN excluded.started_at ELSE runs.started_at END,
            finished_at = CASE WHEN runs.finished_at IS NULL OR (excluded.finished_at IS NOT NULL AND excluded.outcome <> runs.outcome)
                THEN excluded.finished_at ELSE runs.finished_at END,
            took_ms = CASE WHEN runs.finished_at IS NULL OR (excluded.finished_at IS NOT NULL AND excluded.outcome <> runs.outcome)
                THEN excluded.took_ms ELSE runs.took_ms END,
            is_observed = CASE WHEN runs.finished_at IS NULL OR (excluded.finished_at IS NOT NULL AND excluded.outcome <> runs.outcome)
                THEN excluded.is_observed ELSE runs.is_observed END,
            outcome = CASE WHEN excluded.finished_at IS NULL AND (runs.finished_at IS NOT NULL OR (runs.outcome = 3 AND excluded.outcome = 6))
                THEN runs.outcome ELSE excluded.outcome END,
            source = excluded.source,
            at_least_ms = COALESCE(excluded.at_least_ms, runs.at_least_ms),
            at_most_ms = COALESCE(excluded.at_most_ms, runs.at_most_ms),
            exit_code = COALESCE(excluded.exit_code, runs.exit_code),
            output = COALESCE(excluded.output, runs.output)
        """;

    /// <summary>Deletes some @step runs that started before @before.</summary>
    public const string DeleteStep = """
        DELETE FROM runs WHERE (check_id, run) IN (SELECT check_id, run FROM runs WHERE started_at < @before LIMIT @step)
        """;

    /// <param name="ofSqlite">False for PostgreSQL, which has other words for the same.</param>
    public static IReadOnlyList<string> For(bool ofSqlite)
    {
        var (text, number) = ofSqlite ? ("TEXT", "INTEGER") : ("text COLLATE \"C\"", "bigint");
        return
        [
            $"""
            CREATE TABLE IF NOT EXISTS runs (
                check_id INTEGER NOT NULL,
                run {text} NOT NULL,
                started_at {number} NOT NULL,
                finished_at {number},
                outcome INTEGER NOT NULL,
                source INTEGER NOT NULL,
                took_ms {number},
                is_observed INTEGER NOT NULL,
                at_least_ms {number},
                at_most_ms {number},
                exit_code INTEGER,
                output {text},
                PRIMARY KEY (check_id, run)
            ) {(ofSqlite ? "STRICT, WITHOUT ROWID" : "")}
            """,
            "CREATE INDEX IF NOT EXISTS runs_of_check ON runs (check_id, started_at)",
            "CREATE INDEX IF NOT EXISTS runs_by_age ON runs (started_at)",
        ];
    }
}
