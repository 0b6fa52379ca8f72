import { ActionIcon, Button, Modal, Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { usePeople } from '@/api/people';
import { useText } from '@/i18n';
import { PersonPicker } from '@/ui/Pickers';
import { dropMember, putMember } from '../acts';
import { useDeal } from '../context';
import css from '../deal.module.css';
import { type MemberRole, memberRoles } from '../types';

/** The team of the deal: who helps, and as what. */
export default function MembersDialog({ onClose }: { onClose: () => void }) {
  const { t, label } = useText();
  const { sheet, run } = useDeal();
  const people = usePeople();
  const [user, setUser] = useState<string>();
  const [role, setRole] = useState<MemberRole>('presales');
  const id = sheet.deal.id;
  const choices = memberRoles.map((code) => ({ value: code, label: label('member_role', code) }));
  const add = async () => {
    if (user && (await run(() => putMember(id, user, role)))) setUser(undefined);
  };
  return (
    <Modal opened onClose={onClose} title={t('deal.members')}>
      <p className={css.why}>{t('deal.members.why')}</p>
      <ul className={css.rows}>
        {sheet.deal.members.map((member) => {
          const name = people.data?.items.find((person) => person.id === member.user_id)?.name ?? '';
          return (
            <li key={member.user_id} className={css.row}>
              <span className={css.grow}>{name}</span>
              <Select
                className={css.short}
                aria-label={t('deal.members.role', { name })}
                allowDeselect={false}
                data={choices}
                value={member.role}
                onChange={(next) => next && void run(() => putMember(id, member.user_id, next as MemberRole))}
              />
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('deal.members.drop', { name })}
                title={t('deal.members.drop', { name })}
                onClick={() => void run(() => dropMember(id, member.user_id))}
              >
                <IconX size={16} stroke={1.6} />
              </ActionIcon>
            </li>
          );
        })}
      </ul>
      <div className={css.row}>
        <PersonPicker
          className={css.grow}
          aria-label={t('deal.members.person')}
          placeholder={t('deal.members.person')}
          value={user}
          onChange={setUser}
        />
        <Select
          className={css.short}
          aria-label={t('field.role')}
          allowDeselect={false}
          data={choices}
          value={role}
          onChange={(next) => next && setRole(next as MemberRole)}
        />
        <Button variant="default" disabled={!user} onClick={() => void add()}>
          {t('act.add')}
        </Button>
      </div>
    </Modal>
  );
}
