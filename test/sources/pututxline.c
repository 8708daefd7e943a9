/* pututxline FILE login|logout LINE ID USER HOST PID: one entry of utmp through the system's own C library. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <utmpx.h>

int main(int argc, char **argv) {
  struct utmpx entry;
  struct timeval now;
  if (argc != 8 || utmpxname(argv[1]) != 0) return 2;
  memset(&entry, 0, sizeof entry);
  entry.ut_type = strcmp(argv[2], "login") == 0 ? USER_PROCESS : DEAD_PROCESS;
  strncpy(entry.ut_line, argv[3], sizeof entry.ut_line);
  strncpy(entry.ut_id, argv[4], sizeof entry.ut_id);
  strncpy(entry.ut_user, argv[5], sizeof entry.ut_user);
  strncpy(entry.ut_host, argv[6], sizeof entry.ut_host);
  entry.ut_pid = atoi(argv[7]);
  gettimeofday(&now, NULL);
  entry.ut_tv.tv_sec = now.tv_sec;
  entry.ut_tv.tv_usec = now.tv_usec;
  setutxent();
  if (pututxline(&entry) == NULL) return 1;
  endutxent();
  return 0;
}
