"""The entrypoint of this project as a task's container, where it is built; DEPLOY_RUNNER may name it."""

import os
import pathlib
import unittest

from .running import PEERS, StandinTestCase

PROGRAM = pathlib.Path(os.environ.get("DEPLOY_RUNNER", PEERS.parent.parent / ".build/release/deploy-runner"))
SCRIPTS = str(PEERS.parent / "Conformance/Scripts")


@unittest.skipUnless(PROGRAM.exists(), f"{PROGRAM} is not built")
class DeployRunnerTests(StandinTestCase):
    configuration = {
        "images": {"deploy-runner:1": {"program": str(PROGRAM), "trigger_directory": SCRIPTS}},
        "task_definitions": [{"container": "conformance", "image": "deploy-runner:1", "stop_timeout": 120}],
    }

    def test_a_script_of_the_trigger_directory_runs_with_the_log_and_the_trailer_of_the_entrypoint(self) -> None:
        task = self.run_task("--", "exit-with", "4", container="conformance")
        stopped = self.wait_for(task, "STOPPED")
        self.assertEqual(stopped["containers"][0]["exitCode"], 4)
        self.assertIn("sha256", self.messages(task, "conformance")[-1])

    def test_the_built_in_job_scripts_lie_there_as_links(self) -> None:
        task = self.run_task("--", "infrastructure-deploy-script", "--command", "nothing", container="conformance")
        self.assertNotIn(self.wait_for(task, "STOPPED")["containers"][0]["exitCode"], (0, 69))

    def test_sigterm_reaches_the_entrypoint_which_interrupts_the_script(self) -> None:
        task = self.run_task("--stop-grace", "60", "--", "wait-for-stop", container="conformance")
        self.until(lambda: self.describe(task)["lastStatus"], lambda status: status == "RUNNING")
        self.until(lambda: self.messages(task, "conformance"), lambda found: len(found) > 1)
        self.ecs.stop_task(
            cluster=self.standin.facts["cluster"], task=task["taskArn"], reason="deploy-runner: cancelled"
        )
        stopped = self.wait_for(task, "STOPPED")
        self.assertEqual(stopped["stopCode"], "UserInitiated")
        self.assertIn("sha256", self.messages(task, "conformance")[-1])


class DeployRunnerInAPlainProcessTests(DeployRunnerTests):
    configuration = {**DeployRunnerTests.configuration, "isolation": "process"}
