/** The sections of a configuration file, in the order of the sample, each with the sentence above it. */
export const sections: Readonly<Record<string, string>> = {
  influx: "The server: InfluxDB 1.x, 2.x, 3.x or VictoriaMetrics",
  output: "Where lines of line protocol go",
  schedule: "When to look: five fields of cron, or six with seconds in front; off for never",
  machine: "What is looked at",
  select: "What of it is wanted",
  events: "What happened: logins, failed logins, logouts, boots",
  state: "What is remembered from run to run",
  spool: "Lines on disk that wait for the server",
};
